"""A caller who names the emergency: an ambulance, an emergency, dying."""

from compliance.emergency.sign import HOW, LINK, WHO, finding, statement

# Not "emergency contact", "emergency room": the word ends its phrase.
_ITSELF = (
    r"(?= (?:please|help|and|my|his|her|he|she|i|we|now|right|so|because|here|can|send|it|this"
    r"|there|situation|emergency|with|yes|okay)\b| [.,]| $)"
)

SIGNS = (
    finding(
        r"(?:call|calling|get|send|sending|needs?|want|bring|dispatch|dial|where is)"
        r"(?: (?:me|us|him|her|for|an|the|to|call|get|someone|somebody|right now|him|out|here|a"
        r"|please|my|house|go|some))* "
        r"(?:ambulance|paramedics?|911|emts?|emergency services)"
    ),
    finding(
        rf"(?:is|be|have|has|having|got|calling (?:about|for|with)) ~{{1,4}}?emergency{_ITSELF}"
    ),
    finding(
        r"(?:(?<=^ )|(?<= help )|(?<=please )|(?<=yes )|(?<=[.,] ))"
        rf"(?:an? )?(?:medical )?emergency{_ITSELF}"
    ),
    finding(
        r"(?:need|have|has|got|going|rush\w*|take \w+|get \w+) to (?:go |get |be )?(?:to )?"
        r"the (?:er|emergency room|hospital|emergency)(?: right)? (?:now|immediately|asap)"
    ),
    finding(
        rf"{WHO} (?:(?:feels?|felt) like {WHO} |{LINK}){{1,4}}(?:{HOW})?(?:(?<!like )dying"
        rf"|about to die"
        r"|going to die|not going to make it)"
        r"(?! (?:to|for|of|from|if|when|over|without|laughing|here with|on the vine))"
    ),
    statement(
        rf"(?:{WHO} |am |is |do )not (?:think ~{{1,3}})?going to make it(?! (?:to|on|in|for|at|by"
        rf"|today|tomorrow|there))"
    ),
    finding(
        r"send help|(?:some(?:body|one)|please) help (?:him|her)(?! (?:book|make|get|with|find))"
    ),
)
