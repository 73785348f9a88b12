"""Head: consciousness lost, stroke, seizure, the worst headache of a life."""

from compliance.emergency.sign import (
    A_LITTLE,
    CANNOT,
    HOW,
    LINK,
    OF_LATE,
    THEM,
    WHO,
    finding,
    illness,
    statement,
)

_OPENING = r"(?:(?<=^ )|(?<=[.,] )|(?<= and )|(?<= but )|(?<=help )|(?<=please )|(?<=yes ))"
_FAILS_TO = r"(?:will not|would not|does not|did not|cannot|has not|have not)"
_TO_ME = r"(?! to ~{0,3}(?:treat|med|antib|text|email|mess|call|ther|drug|it|dos|pill))"
_SIDE = (
    r"(?:(?:left|right|one|whole|entire) (?:half|side)|half)"
    r"(?: of)?(?: (?:my|his|her|the|their))?(?: (?:body|face))?"
)
_LAME = r"(?:numb|weak|paraly[sz]ed|limp|dead|droop\w*|dropp?ing|sagg\w*|tingl\w*|gone|useless)"
_LIMB = r"(?:arms?|legs?|hands?|limbs?)"
_LONG_LAME = rf"{A_LITTLE}|sciatica|carpal|neuropathy|dentist|novocaine|slept|sleep\w* on"

SIGNS = (
    finding(
        r"(?:passed|passing|knocked|blacked|blacking) out(?! (?:the|some|candy|flyers))"
        r"|unconscious|unresponsive|fainted|fainting now|(?:lost|losing|out of|lose) consciousness"
        r"|out cold|lifeless"
        r"|(?:going to|about to|might|almost|nearly|like i (?:will|could)) ~?"
        r"(?:pass out|black out|faint|collapse)"
    ),
    finding(r"(?<!lung )(?<!lungs )(?<!vein )(?<!arch )collapsed(?! (?:lung|vein|dis[ck]|arch))"),
    statement(
        rf"(?:barely|hardly|semi) conscious|(?:{THEM} "
        rf"|{_OPENING})(?:{_FAILS_TO} {HOW}{{0,2}}(?:wake|woken?|come to(?! ~)"
        rf"|respond{_TO_ME}|answer me)|(?:is |are )?not {HOW}{{0,2}}(?:waking|coming to(?! ~)"
        rf"|responsive|conscious|responding{_TO_ME}|answering (?:me|us)))"
    ),
    statement(
        rf"{THEM} (?:is|are) (?:just )?(?:not (?:{HOW}{{0,2}})moving|no longer (?:moving|awake"
        rf"|with us))"
    ),
    statement(
        r"(?:cannot|could not|unable to|trying to) ~{0,2}?(?:wake|rouse|revive)"
        rf" (?:him|her|them|{THEM}|the \w+|it)|cannot get (?:him|her|them|{THEM}|any) (?:to )?"
        r"(?:wake|respond|breathe|response|come)"
    ),
    finding(
        rf"{THEM} {LINK}{{1,4}}(?:(?<! a )limp|floppy|lifeless|motionless"
        rf"|stiff and shaking)(?! (?:when|from))"
    ),
    finding(
        rf"(?:face|mouth|smile|cheek) (?:{LINK}|his |her |my |of |down ){{0,6}}"
        r"(?:droop\w*|dropp(?:ing|ed)|sagg\w*|numb|paraly\w*|lopsided|crooked|sliding)",
        routine=_LONG_LAME,
    ),
    finding(r"(?:droop\w*|sagging|crooked|lopsided|numb) ~?(?:face|smile|mouth)"),
    finding(
        r"slurr\w*|(?:speech|words) ~{0,4}?(?:garbled|jumbled|gibberish|funny)"
        r"|talking (?:gibberish|nonsense)|cannot (?:get|find|form|make) ~?words(?: out)?"
    ),
    finding(rf"{_SIDE} {LINK}{{0,6}}{_LAME}", routine=_LONG_LAME),
    finding(
        r"(?:numb(?:ness)?|weak(?:ness)?|paraly\w+|tingling)(?: (?:and|or) \w+)? "
        rf"~{{0,2}}?(?:on|in|down|of|along|all over)(?: all)?(?: (?:of|my|his|her|the))* "
        rf"(?:{_SIDE}|face)",
        routine=_LONG_LAME,
    ),
    finding(rf"(?:lost|no) ~?(?:feeling|movement|strength) (?:in|on|down) ~{{0,3}}{_SIDE}"),
    finding(rf"{OF_LATE} ~{{0,6}}?{_LIMB} {LINK}{{0,4}}{_LAME}", routine=_LONG_LAME),
    finding(
        rf"{_LIMB} {LINK}{{0,4}}{_LAME} ~{{0,4}}?(?:{OF_LATE})|"
        rf"arm and ~?leg {LINK}{{0,4}}{_LAME}",
        routine=_LONG_LAME,
    ),
    statement(
        rf"{CANNOT} {HOW}{{0,2}}(?:move|feel|use|lift|raise) ~?(?:{_SIDE}|legs|body|face"
        rf"|arms? (?:and|or) ~?legs?)|(?:legs|arms|feet) ~{{0,5}}{CANNOT} (?:feel|move) (?:them"
        rf"|it)|{OF_LATE} ~?{CANNOT} ~?"
        rf"(?:see|speak|talk|walk|move)|{OF_LATE} ~{{0,3}}(?:no |lost )~?(?:feeling|strength) in"
    ),
    statement(
        rf"{THEM} ~?cannot ~?(?:speak|talk)(?! (?:to|right|now|for|with|on|about|eng))"
        rf"|{THEM} (?:is )?~?(?:not making|makes no|does not make|is not making)"
        r" (?:any )?sense"
    ),
    finding(
        rf"(?:vision|sight) {LINK}{{1,3}}(?:gone|black|dark)(?= [.,]| in| all| sudden|$| $)"
        rf"|{OF_LATE} ~{{0,4}}?(?:confused|disoriented|blind|lost ~?(?:vision|sight))"
        rf"|{WHO} (?:just |suddenly )*(?:went blind|lost (?:my |his |her |all |the )*(?:vision"
        rf"|sight))"
    ),
    finding(
        r"(?:worst|worse) (?:head ?ache|pain|migraine)(?: \w+){0,4}? (?:of (?:my|his|her) ~?life"
        r"|ever)|head ?ache(?: \w+){0,8}? (?:worst|worse)(?: \w+){0,5}? (?:life|ever)"
        r"|thunderclap head ?ache|head ?ache (?:came|hit|started|came on) ~{0,3}?sudden\w*"
        r"|(?:sudden\w*|out of nowhere) ~{0,5}?(?:severe|terrible|horrible|blinding"
        r"|excruciating|massive|awful|explosive|worst) ~?head ?ache"
    ),
    illness(r"strokes?|aneurysm|brain bleed|seizures?|epileptic fit|convulsions?"),
    finding(rf"{THEM} {LINK}{{1,4}}seizing(?! up)|convulsing"),
    finding(rf"{THEM} (?:is|are) ~?(?:having a fit|shaking uncontrollably|foaming)"),
)
