"""Whether the words around a sign assert it here and now.

Denied, distant, supposed, talked about, or routine: then the sign does not count.
"""

import re

from compliance.emergency.sign import Kind, Sign

# A word that opens a new assertion ends the reach of what came before.
_FRESH = (
    r"(?:\.|i|he|she|we|they|you|it|this|there|but|however|though|although|except|actually|wait"
    r"|because|so|then|just|only|instead|suddenly|please|help|yes|yeah|yep|which|until|unless"
    r"|now|today|hello|okay|(?<! have )(?<! having )(?<! with )(?<! in )(?<! of )(?:my|his|her|our"
    r"|their))"
)
_REACH = rf"(?:(?!{_FRESH} )\S+ ){{0,12}}"
_THAT = (
    r"(?:that )?(?:(?:i|he|she|it|this|they|we|there|that|you|(?:my|his|her) \w+|my|his|her) )?"
    r"(?:(?:am|is|are|was|have|has|had|will|would|want|wants|need|feel) )?"
)
_NONE = (
    r"(?:no(?! (?:,|one|idea|wonder|way|longer|matter|relief|better|change|more|help|\.) )|without"
    r"|zero|neither|nor|never(?! (?:\w+ )?(?:so|such|this))|den(?:y|ies|ied|ying)|negative for"
    r"|nothing (?:like|such as)|free of|absence of|rul(?:ed|e|ing) out|none of|rather than"
    r"|instead of|nobody)"
)
_SUPPOSES = r"(?:think|believe|feel like|say(?:ing)?|mean|like|guess|suppose|thought|that|claim\w*)"
_NOT = r"(?:not|cannot|neither|never)"
_DOES = (
    r"(?:have|had|having|has|any|an?|the|exper\w+|feel(?:ing)?(?! (?:well|good|right|great|ok\w*|so"
    r"|too|very|\w*self))|felt|get(?:ting)?(?! (?:better|enough|any|through|worse))|got|notic\w+"
    r"|been|be|being|suffer\w*|see[n]?|seeing|want(?:ing)?|wanted|need|needing|going to|gone|try"
    r"|trying|tried|about|planning|plan|call(?:ing)?|think(?:ing)?|thought|consider\w*|in|ever|to"
    r"|do(?! well)"
    r"|contemplat\w*|show\w*|complain\w*|at|even|really|your|what i|currently|actually|quite|yet"
    r"|my|his|her|fully|completely|either|or|exactly|all|dealing|bothered|send|happening)"
)
_DENIED = re.compile(
    rf" (?:{_NONE} {_REACH}|not (?:(?:really|currently|actually|even|ever|quite|all|yet) ){{0,2}}"
    rf"(?:{_DOES} {_REACH})?|{_NOT} (?:\w+ )?{_SUPPOSES} {_THAT}{_REACH})$"
)
_DOUBTED = re.compile(
    rf" (?:not|never) (?:really |actually |necessarily )?{_SUPPOSES} {_THAT}(?:my |his |her )?$"
)
_STILL_THERE = re.compile(r"(?: \S+){0,2} (?:like this|this (?:bad|severe|much|badly)|so bad)\b")
_DENIED_AFTER = re.compile(
    r"^(?: (?:or|and|,) (?:(?!but |yes )[^., ]+ ?){1,8})? ?(?:[,.] )?"
    r"(?:(?:no|nope|nah|none|negative|not at all|absolutely not|definitely not|not really"
    r"|not that i \w+)(?: (?:thank you|thanks|sir|ma am|not at all))*(?= [.,]| ?$)"
    r"|i (?:do|have|am|did) not(?: have (?:any|that|it|those))?(?= [.,]| ?$)"
    r"|(?:is|was|are|has been|have been) (?:not (?:a |an )?(?:problem|issue|there)|ruled out))"
)
_AFFIRMED = re.compile(r" (?:yes|yeah|i have|having|i got|there is|i feel|has) (?:\w+ ){0,3}$")

_IF = (
    r"(?:(?<!know )(?<!sure )(?<!wonder )(?<!wondering )(?<!tell )(?<!say )(?<!like )(?<!see )"
    r"if|in case(?: of)?|whenever|for when|when(?= (?:i|he|she) gets? )|in the event(?: of)?"
    r"|what happens when|(?:do|should) (?:i|you)"
    r" (?:ever )?(?:do|come in) (?:for|with)|unless)"
)
_SUPPOSED = re.compile(
    rf" {_IF} (?:(?:i|he|she|it|this|there|you|we|they|some(?:one|body)|my \w+|his|her) )?"
    rf"(?:(?!{_FRESH} |, )\S+ ){{0,6}}(?:my |his |her )?$"
)
_TALKED_ABOUT = re.compile(
    r" (?:(?:can|could|does|do|may|might|will|would) (?:\w+ ){1,4}(?:cause|lead to|trigger"
    r"|increase)"
    r"|causes?|prevent\w*|avoid\w*|protect\w*|side effects?(?: \w+)?|signs to watch for|fear of"
    r"|what (?:are|were|is) the (?:signs?|symptoms?|number)(?: \w+)?"
    r"|(?:tested|checked|screened|screening|test|tests|check|evaluated) (?:\w+ )?for"
    r"|(?:medicine|medication|medications|meds|pills?|prescri\w+|inhaler|tablets?|nitro\w*|aspirin"
    r"|refills?|take|takes|taking|spray|drops|cream) (?:(?!because|but)\w+ ){0,5}(?:for|against)"
    r"|you (?:just )?(?:said|say|ask\w*|mean|meant|mention\w*)(?: \w+){0,2}|risks? (?:of|for"
    r"|factors?)"
    r"|(?:chances?|odds|likelihood|danger) of|(?:read|reading|article|movie|show|book|learn\w*"
    r"|class|training|study|questions?|leaflet|pamphlet) (?:\w+ )?(?:about|on)|cover\w*"
    r"|insurance for"
    r"|committed|died (?:by|of|from)|lost (?:\w+ ){1,3}to|survived|attempted)"
    r" (?:(?:a|an|any|my|the|his|her|another|having|getting|sudden|possible|severe|some) ){0,3}$"
)
_COMPOUND = re.compile(
    r"^ (?:medications?|medicine|meds|pills|disorders?|patients?|survivors?|risk|history|prevention"
    r"|screening|awareness|clinic|unit|support|specialist|runs? in|kit|tests?|follow ?up|protocol"
    r"|rehab\w*|recovery|hotline|education|runs in)\b"
)

_UNIT = r"(?:days|weeks?|months?|years?|decades?|summers?|winters?)"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DISTANT = (
    rf"(?:{_UNIT} (?:ago|back|earlier|before|prior)|(?:a )?(?:long time|while) (?:ago|back)"
    r"|(?:back )?in (?:19|20)\d\d|(?:back )?in (?:nineteen|two thousand|twenty (?:ten|twenty|oh"
    r"|\w+teen)"
    rf"|the (?:\w+ties|past|spring|summer|fall|winter)|{_MONTH}|high school|college|my \w+ties"
    rf"|my teens)"
    r"(?: \w+)?|last (?:week|month|year|spring|summer|fall|autumn|winter|time|christmas"
    r"|thanksgiving"
    rf"|{_MONTH}|\w+day)|when (?:i|he|she|they|we) (?:was|were|had|got|first|took|lived)"
    r"|as a (?:kid|child|teen\w*|baby|young|little)|used to|(?:family|medical|personal)? ?history"
    r"|(?:in|on) (?:my|the|our|his|her) (?:\w+ )?(?:family|is side)|\w+ is side of|previous\w*"
    r"|prior|in the past|growing up|back then|at birth"
    r"|(?:after|following) (?:my|the|his|her|a) (?:\w+ )?(?:surgery|accident|first|last)"
    r"|once before"
    r"|during (?:my|the) \w+|before (?:covid|my surgery)|years of|in recovery from|recovering from)"
)
_DISTANT_TIME = re.compile(rf"\b{_DISTANT}\b")
_ONLY_A_TIME = re.compile(
    rf"^(?: (?:,|and|so|well|yes|no|about|like|back|maybe|around|once|a|the|two|three|four|five|six"
    rf"|seven|eight|nine|ten|\w+teen|\w+ty|\d+|few|couple|of|many|several|some|over))*"
    rf" {_DISTANT}(?: or so)?(?: ,)? $"
)
_PRESENT = re.compile(
    r"\b(?:right now|currently|still|at the moment|today|tonight|this (?:morning|evening|afternoon"
    r"|minute)|since(?! (?:my|the|his|her|then))|start(?:ed|ing)|began|(?:am|is"
    r"|are) (?:\w+ )?having"
    r"|minutes? ago|hours? ago|(?<!for )now|keeps?|getting worse|yesterday|last night|all day)\b"
)
_OVER = re.compile(
    r"(?: \w+){0,3}? (?:is|are|has|have|was|went|it is|it) (?:\w+ )?"
    r"(?:gone(?! \w*worse)|went away|gone away|away|resolved|better now|stopped|cleared up"
    r"|passed)\b"
)
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|hours?|minutes?|just)\b"
)
_CLAUSE = re.compile(
    r"(?= (?:\.|but|however|actually|wait|because|so (?:now|i|he|she|my)|although|though|now (?:i"
    r"|my"
    r"|he|she|it)|and (?:i|he|she|my|his|her|it|we|they|this|today|suddenly|now|right|then"
    r"|there is|since)"
    r"|, (?:i|he|she|my|his|her|it|we|they|this|today|now|and|then|there is)) )"
    r"|(?<= ago)(?= (?:my|i|he|she|now|today) )|(?<= (?:year|week))(?= (?:my|i|he|she|now|today) )"
)

_SUCH_A = (
    r"(?:(?:a|an|another|the|some|massive|bad|big|severe|full|blown|mini|real|kind|sort|of|like"
    r"|major"
    r"|mild|minor|small|silent|possible|really|grand|mal|back|to|or|and|drug|heart|attack|stroke"
    r"|seizure|heat|these|cardiac|multiple|lots|so|many|going|opioid) ){0,6}$"
)
_HAPPENING = re.compile(
    r"(?:(?:^|(?<=[.,])) (?:(?:yes|help|please|oh|and|,|yeah|okay|no|hello|hi) )*"
    r"| (?:having|into|think|call it|(?:looks?|feels?|feeling|seems?|sounds?) like|possibly|maybe"
    r"|(?:could|might|may|must|got to) be|(?:it|this|that) is|is (?:it|this|that)|(?:it|this"
    r"|that) be"
    r"|signs? of|symptoms? of|suspect\w*) )" + _SUCH_A
)
_HAD = re.compile(r" (?:had|have|has|got|gotten|took|taken|been|with|from|was) " + _SUCH_A)
_JUST_NOW = re.compile(
    r"\b(?:just|today|tonight|right now|now|this (?:morning|afternoon|evening)|minutes?|hours?"
    r"|yesterday|last night|think|believe|might|may have|must have|could have|probably)\b"
)
_URGENT = re.compile(
    r"\b(?:severe|severely|really bad|worse|sudden\w*|right now|so bad|badly"
    r"|will not stop|pregnant|soak\w*|extreme\w*|emergency)\b"
)


def asserted(sign: Sign, said: str, start: int, end: int) -> bool:
    """Whether the sign at `said[start:end]` is claimed to be so, here and now."""
    before, after = said[:start], said[end:]
    if _SUPPOSED.search(before) or _COMPOUND.search(after):
        return False
    clause = _clause(said, start, end)
    if sign.routine and sign.routine.search(clause) and not _URGENT.search(clause):
        return False
    if sign.kind is Kind.STATEMENT:
        return not (_DOUBTED.search(before) or _distant(clause))
    return not (
        _denied(before, after)
        or _TALKED_ABOUT.search(before)
        or _distant(clause)
        or (_OVER.match(after) and not _TODAY.search(clause))
        or (sign.kind is Kind.ILLNESS and not _happening(before, clause))
    )


def _denied(before: str, after: str) -> bool:
    if _DENIED.search(before):
        return not _STILL_THERE.match(after)
    return bool(_DENIED_AFTER.search(after)) and not _AFFIRMED.search(before)


def _distant(clause: str) -> bool:
    return bool(_DISTANT_TIME.search(clause)) and not _PRESENT.search(clause)


def _happening(before: str, clause: str) -> bool:
    """A heart attack is news in "having", "I think it's", "just had"; in "had" it is history."""
    if _HAPPENING.search(before):
        return True
    return bool(_HAD.search(before)) and bool(_JUST_NOW.search(clause))


def _clause(said: str, start: int, end: int) -> str:
    """The clause around a sign, with a time that opens it ("ten years ago, ...")."""
    cuts = [0, *(cut.start() for cut in _CLAUSE.finditer(said)), len(said)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    earlier = max((cut for cut in cuts if cut < first), default=0)
    if _ONLY_A_TIME.match(said[earlier:first] + " "):
        first = earlier
    return said[first:last] + " "
