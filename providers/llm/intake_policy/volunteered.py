"""Facts that a caller gives without being asked, or sets right later."""

import re
from dataclasses import replace

from providers.llm.intake_policy import answers, names
from providers.llm.intake_policy.intake import Intake
from providers.llm.intake_policy.placeholders import last_complete
from providers.llm.intake_policy.slot_choice import wish_in
from providers.llm.intake_policy.stance import plain
from providers.llm.intake_policy.topics import CHECKS, Topic
from providers.llm.intake_policy.wants import wants_call_back

_UNMISTAKABLE = {Topic.BIRTH: "DOB", Topic.PHONE: "PHONE", Topic.MEMBER: "INSURANCE_ID"}
_OPENINGS = (None, Topic.CONSENT, Topic.NAME)
_STORIES = (*_OPENINGS, Topic.REASON)
_WANTS_VISIT = re.compile(
    r"\b(appointment|visit|slot|see (a|the|my|someone)|come in|available|book|schedule)"
)


def volunteered(intake: Intake, text: str, asked: Topic | None) -> Intake:
    """Take what `text` gives beyond the answer to `asked`."""
    intake = replace(
        intake,
        email=last_complete(text, "EMAIL") or intake.email,
        call_back=intake.call_back or wants_call_back(text),
    )
    intake = _values(_names(intake, text, asked), text, asked)
    return _wish(_story(intake, text, asked), text, asked)


def _names(intake: Intake, text: str, asked: Topic | None) -> Intake:
    if names.for_other(text) and not intake.for_other:
        intake = replace(intake, for_other=True)
        if Topic.NAME in intake.answers:  # so far the caller's own name was taken
            intake = replace(intake, caller_name=intake.get(Topic.NAME)).forget(Topic.NAME)
    if asked is Topic.NAME:
        return intake
    if (name := names.others_name(text)) and (intake.for_other or Topic.NAME not in intake.answers):
        return named(replace(intake, for_other=True), name)
    name = names.own_name(text)
    if not name or (Topic.NAME in intake.answers and not answers.corrects(text)):
        return intake
    if intake.for_other:
        return replace(intake, caller_name=name)
    return named(intake, name)


def named(intake: Intake, name: str) -> Intake:
    """Take the patient's name; another patient has another date of birth."""
    if intake.caller_name and name != intake.caller_name:
        intake = intake.forget(Topic.SPELLING, Topic.BIRTH)
    return intake.answer(Topic.NAME, name)


def _values(intake: Intake, text: str, asked: Topic | None) -> Intake:
    asked_value = CHECKS.get(asked, asked) if asked else None
    for topic, kind in _UNMISTAKABLE.items():
        value = last_complete(text, kind)
        known = intake.get(topic)
        if value and topic is not asked_value and (not known or answers.corrects(text)):
            intake = intake.answer(topic, value)
    return intake


def _story(intake: Intake, text: str, asked: Topic | None) -> Intake:
    found = {
        Topic.REASON: answers.complaint(text) if asked in _OPENINGS else "",
        Topic.ONSET: answers.onset(text) if asked in _STORIES else "",
        Topic.SEVERITY: answers.out_of_ten(text),
        Topic.ALLERGIES: answers.allergies(text),
    }
    for topic, value in found.items():
        if value and topic is not asked and topic not in intake.answers:
            intake = intake.answer(topic, value)
    return intake


def _wish(intake: Intake, text: str, asked: Topic | None) -> Intake:
    if asked not in _STORIES or intake.schedule.slots or not _WANTS_VISIT.search(plain(text)):
        return intake
    wish = wish_in(text) or intake.schedule.wish
    return replace(intake, schedule=replace(intake.schedule, wish=wish))
