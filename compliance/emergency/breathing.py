"""Air: cannot breathe, is not breathing, chokes, turns blue."""

from compliance.emergency.sign import A_LITTLE, CANNOT, HOW, LINK, THEM, WHOSE, finding, statement

_NOSE = r"nose|nostrils?|stuff(?:y|ed)|congest\w*|sinus\w*|septum|snor\w*|apnea|cpap|mask"
_EXERTION = (
    r"climb\w*|stairs|exercis\w*|jog\w*|exert\w*|uphill|hills?|flights?|gym|work(?:ing)? out"
    r"|when (?:i|he|she) (?:walks?|runs?|plays?|moves?)|running|ran|walking|yoga|treadmill"
)
_BREATHE = (
    rf"{HOW}{{0,3}}(?:\w+ (?:or|and) )?(?:breathe?|breathing|inhale"
    r"|(?:get|catch|draw|suck|take|taking)(?: in)?(?: any| enough| my| his| her| their| a| in| some"
    r"| much| full| deep| good| proper)*(?: air| breath| oxygen))"
)

SIGNS = (
    statement(rf"{CANNOT} {_BREATHE}", routine=_NOSE),
    statement(
        rf"(?:not|stopped|quit|hardly|barely|scarcely|no longer) {HOW}{{0,2}}breath(?:e|ing)"
        r"(?! (?:hard|fast|heavy|heavily|in ~?sleep|problems?|issues|trouble|exercis\w+))",
        routine=_NOSE,
    ),
    statement(
        rf"not (?:think|believe) {THEM} (?:is |are )?{HOW}?(?:breathing|alive|conscious|moving)"
    ),
    finding(
        r"(?:trouble|difficult\w*|problems?|hard time|hard|struggl\w+|labou?red|tough|issues)"
        rf"(?: with| to| for (?:me|him|her|them)(?: to)?| getting| catching)?(?: {WHOSE})?"
        r"(?: \w+ (?:or|and))? (?:breathe?|breathing|air)(?! through)",
        routine=rf"{A_LITTLE}|{_NOSE}|{_EXERTION}",
    ),
    finding(
        rf"breathing {LINK}{{1,4}}(?:hard|difficult|labou?red|shallow|ragged|worse|rapid|strained)",
        routine=rf"{A_LITTLE}|{_NOSE}|{_EXERTION}",
    ),
    finding(
        r"(?:short(?:ness)? of|out of|running out of|gasping for|fighting for) (?:breath|air)",
        routine=rf"{A_LITTLE}|{_NOSE}|{_EXERTION}",
    ),
    finding(
        r"gasping|wheezing (?:so|really|very|real) (?:bad\w*|hard|much)|suffocating|choking"
        r"|choked on|asphyxiat\w+|turning blue"
    ),
    statement(r"not (?:getting|gets?|get) (?:any|enough) (?:air|oxygen)"),
    finding(r"having an? ~?(?:asthma|breathing) attack"),
    finding(
        rf"(?:lips?|face|mouth|tongue|skin|nails|fingernails|{THEM}) {LINK}{{1,5}}(?:blue|bluish"
        rf"|purple|gr[ae]y)"
        r"(?! eye)",
        routine="cold|winter|bruis\\w*",
    ),
    finding(r"(?:blue|bluish|purple) (?:lips|face)|(?:lips?|face) (?:turned )?(?:blue|purple)"),
)
