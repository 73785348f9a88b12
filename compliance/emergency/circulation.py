"""Heart and blood: chest pain, heart attack, severe bleeding."""

from compliance.emergency.sign import A_LITTLE, LINK, THEM, WHO, WHOSE, finding, illness, statement

_PAIN = (
    r"(?:pains?|(?<!blood )pressure|tight\w*|discomfort|heav(?:y|iness)|aches?|aching|crush\w*"
    r"|squeez\w*|hurt(?:s|ing)?|constrict\w*|stabbing|weight)"
)
_SMALL_BLEED = (
    rf"{A_LITTLE}|gums?|brush\w*|floss\w*|shav\w*|scab\w*|paper cut|finger\w*|period\w*|spotting"
    r"|menstrua\w*|pimple|mole|hangnail|hemorrhoids?|stool|toilet paper|wip(?:e|ing)|nose"
)

SIGNS = (
    finding(rf"chest (?:(?:and|or) ~{{1,3}}|area |wall )?{_PAIN}"),
    statement(
        rf"chest (?:and ~{{1,3}}|area )?{LINK}{{1,6}}"
        r"(?:hurt\w*|tight\w*|pain\w*|squeez\w*|crush\w*|heavy|ach(?:es|ing)|killing me"
        r"|constrict\w*"
        r"|explod\w*|on fire|caving in|burst\w*|in pain|under pressure|pressure|elephant|seizing)"
    ),
    finding(
        rf"{_PAIN}(?: (?:feeling|sensation|pain|thing))?(?: (?!not |no |but )\w+){{0,3}}? "
        rf"(?:in|on|across|around|over|behind|under|through|inside|into|to|down|from)(?: {WHOSE})?"
        r"(?: (?:left|right|middle|center|centre|whole|upper|side|of|my|the|his|her|shoulder"
        r"|arms?|jaw|neck|back|and|or))* (?:chest|heart|breastbone|sternum)"
    ),
    finding(
        r"(?:sitting|standing|sits|pressing|pushing|elephant|bricks?|weight|squeez\w+|band|vi[cs]e)"
        rf" ~{{0,3}}(?:on|around|across|against)(?: top of)? {WHOSE} chest"
    ),
    statement(
        r"(?:chest|heart) feels like (?!nothing)~{0,5}"
        r"(?:sitting|crush\w*|elephant|squeez\w*|standing|explod\w*|vi[cs]e|weight|bricks?|rip\w*)"
    ),
    finding(
        r"heart pains?|heart (?:is |has |just )*stopp(?:ed|ing)|heart (?:hurts|is hurting)"
        r"|(?:grab|clutch|clench|hold)\w* (?:at |onto )?(?:his|her|my|their) chest"
    ),
    statement(r"heart (?:is|has) not beat\w*|(?:no|find a|feel a|have a) (?:pulse|heartbeat)"),
    finding(
        r"(?:pains?|aches?|tingling|numbness) ~{0,3}(?:down|into|up|through) "
        r"(?:my |his |her |the )?left arm",
        routine=A_LITTLE,
    ),
    illness(r"heart attacks?|cardiac arrest|pulmonary embolism|blood clot in (?:my|his|her) lung"),
    statement(
        r"(?:bleeding|blood|bleed|nosebleed|bleeds) ~{0,4}?(?:will|does|is|would|has) not "
        r"~{0,2}?(?:stop\w*|slow\w*|clot\w*|quit)|"
        r"(?:cannot|could not|unable to) ~{0,4}?(?:stop|control) ~{0,3}?"
        r"(?:bleeding|blood)|(?:will|does|has|is) not ~?(?:stop\w*|quit) bleeding"
    ),
    finding(
        r"(?:severe|heavy|bad|serious|massive|uncontrolled|profuse|major) bleeding|hemorrhag\w+"
        r"|bleeding ~{0,3}?(?:heavily|badly|out|everywhere|a lot|a ton|profusely|bad"
        r"|so much|really|nonstop|to death|like crazy)",
        routine=_SMALL_BLEED,
    ),
    finding(
        r"(?:cough|vomit|throw|spit|puk)\w* ~{0,2}?(?:up |out )?"
        r"~{0,3}?blood(?! (?:pressure|sugar|work|tests?|thinners?))"
    ),
    statement(
        r"blood (?:is |was )?~?(?:everywhere|all over|pouring|gushing|spurting|squirting)"
        r"|(?:so much|pool of|puddle of|covered in|(?:lost|losing) (?:a lot of|so much)"
        r"|tons of|lots of) blood(?! (?:work|tests?|draws?|pressure|tubes))"
        r"|(?:gushing|spurting|squirting|pouring|soak\w*)(?: \w+){0,3} blood"
    ),
    finding(rf"{WHO} (?:am|is|are) ~?bleeding", routine=_SMALL_BLEED),
    finding(r"bleeding (?:from|out of) (?:my|his|her|the|their) (?:head|ears?|mouth|neck|eyes?)"),
    finding(
        rf"{THEM} (?:is|are|has|have|was|got) ~?(?:been )?(?:shot|stabbed"
        rf"|impaled)(?! (?:in the arm|for))"
        r"|(?:somebody|someone|he|she|they) ~?(?:shot|stabbed) (?:my|him|her|me|us)(?! (?:up|with))"
    ),
)
