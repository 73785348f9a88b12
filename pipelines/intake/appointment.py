"""What an intake collects, as it is kept with the appointment (clear zone)."""

from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Intake:
    """Canonical values: E.164, ISO date. They are PHI, so there is no repr of them."""

    patient_name: str
    date_of_birth: str
    phone: str
    reason: str
    onset: str = ""
    severity: str = ""
    medications: str = ""
    allergies: str = ""
    member_id: str = ""
    email: str = ""
    callback: bool = False
    notes: str = ""
