"""What was taken or met: overdose, poison, anaphylaxis, injury that cannot wait."""

from compliance.emergency.sign import A_LITTLE, LINK, THEM, WHO, finding, illness

_MANY = (
    r"(?:too many|(?:way )?too much|a bunch of|a whole|the whole|an entire|the entire|whole"
    r"|all (?:of )?(?:my|his|her|the|these|those) \w+ at once|a handful of|handfuls of|like"
    r"|(?:about |like |maybe )?(?:\d\d+|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|a hundred|dozens of)(?: \w+)?)"
)
_DRUG = (
    r"(?:pills?|tablets?|bottles?|tylenol|aspirin|advil|ibuprofen|xanax|oxy\w*|sleeping|opioids?"
    r"|medication|medicine|meds|insulin|fentanyl|percocets?|ambien|capsules?|once|painkillers?)"
)
_TOXIN = (
    r"(?:bleach|poison|antifreeze|drain cleaner|detergent|laundry pods?|rat poison|pesticide"
    r"|gasoline|lighter fluid|ammonia|cleaning \w+|(?:button )?battery|batteries|cleaner|magnets?"
    r"|tide pods?|a bottle|nail polish remover|toxic \w+)"
)
_FUN = r"coffee|chocolate|sugar|candy|caffeine|sun|tv|ice cream|netflix|turkey|pizza|vitamins?"
_IF_MET = (
    r"if|whenever|every time|any ?time|makes?|made|allergic to|allergy|when (?:i|he|she|they) "
    r"(?:eats?|takes?|have|had|has|took|touch\w*|ate|gets?|got|tried|was|drinks?)"
)

SIGNS = (
    finding(
        rf"(?:took|taken|swallowed|ate|eaten|popped|downed|drank) ~?{_MANY} ~{{0,4}}?"
        rf"{_DRUG}(?! (?:years?|times?))|(?:took|swallowed) (?:all|every one) ~{{1,4}}?"
        rf"at once|{THEM} (?:took|ate|swallowed|got into|got in) ~{{0,3}}?my ~{{0,3}}?{_DRUG}"
        r"|swallowed (?:some |all |the )*(?:pills|tablets|medicine|meds)"
        r"|got into (?:the|my|our|his|her) ~{0,2}(?:medicine|pills|meds|medication)"
        r"|(?:took|swallowed) all (?:of )?(?:my|his|her|the|their) ~?"
        r"(?:sleeping|pain|anxiety|xanax|painkillers|opioids?|insulin|tylenol|heart) ?\w*"
    ),
    finding(
        r"(?:swallowed|drank|ate|drunk|ingested|drinking|inhaled|got into) "
        rf"~{{0,3}}?{_TOXIN}"
    ),
    finding(rf"overdosed|{WHO} (?:am|is|are) ~?overdosing", routine=_FUN),
    illness(r"overdose|carbon monoxide poisoning|drug overdose"),
    finding(rf"{WHO} (?:am|is|are|was|got|have been|has been|been|just)+ poisoned|been poisoned"),
    finding(
        rf"(?:throat|airway|windpipe)s? {LINK}{{1,6}}(?:clos\w+|swell\w* (?:shut|up)|tighten\w*"
        r"|constrict\w*|swollen shut|shut\w*)|throat (?:closing|swelling|tightening)"
        rf"|throat {LINK}{{1,4}}tight",
        routine=rf"{_IF_MET}|{A_LITTLE}|anxi\w*|nervous|stress\w*",
    ),
    finding(
        rf"(?:tongue|lips) {LINK}{{0,6}}(?:swell\w*|swollen|swole\w*|huge|big|bigger|thick"
        rf"|puff\w+|ballooning)"
        r"|(?:closing|swelling)(?: up| in| of)* (?:my|his|her|the) (?:throat|tongue|airway)"
        r"|swollen tongue",
        routine=rf"{_IF_MET}|bit",
    ),
    illness(r"anaphyla\w*|anaphylactic shock|anaph?il\w+"),
    finding(
        r"having ~{0,3}allergic reaction|(?:severe|bad|serious|terrible) allergic reaction",
        routine=rf"{_IF_MET}|{A_LITTLE}|rash|itch\w*|hives|soap|lotion|had|seasonal",
    ),
    finding(r"(?:used|gave \w+) (?:my|his|her|the|an) epi ?pen"),
    finding(
        r"(?:been|got|was|have|has) (?:just )?(?:been )?(?:electrocuted|run over|stabbed"
        r"|hit by a (?:car|truck|bus))|i have been shot|drowning(?! in)"
    ),
)
