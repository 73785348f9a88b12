"""A life its owner may end: the wish, the plan, the despair."""

from compliance.emergency.sign import HOW, REFLEXIVE, finding, statement

_BY_ACCIDENT = (
    r"(?! (?:shaving|on (?!purpose)|at (?!night)|while|lifting|doing|playing|working|falling|when"
    r"|by accident|accidentally|cooking|gardening|again at|exercising|if i fall|moving|trying))"
)
_LIVE = (
    r"(?:live(?! (?:in (?!this world|pain|such)|with (?!this (?:pain|any ?more|life|depression)"
    r"|the pain)|there|near|at|far|alone|by"
    r"|on my|off|here|so))"
    r"|living|be alive|being alive|be here(?! (?:all|for|long|at|too|when|on|waiting|until|today"
    r"|again))|being here|do life|going on(?= (?:any ?more|living|[.,])| $)"
    r"|be around(?= (?:any ?more|[.,])| $)|exist|existing|go on(?= (?:any ?more"
    r"|living|like this|with (?:life|this life)|[.,])| $)|keep going|wake up(?= (?:any ?more"
    r"|tomorrow|again|in the morning|[.,])| $)|continue living)"
)
_MEANS = (
    r"(?:hurt|harm|cut|injure|shoot|hang|stab|drown|burn|poison|strangle|unalive|suffocate|off)"
)
_DOING = r"(?:hurting|harming|cutting|burning|shooting|hanging|stabbing|drowning|offing|unaliving)"

SIGNS = (
    finding(
        r"(?:want(?:s|ed|ing)?|wish(?:es|ing)?|ready|hop(?:e|es|ing)|pray(?:ing|s)?|rather|need"
        r"|prefer|trying|deserve|like|love)(?: (?:just|really|only|him|her|them|me|so badly))* "
        r"(?:to )?(?:just |all |really )*(?:die|dye)(?! (?:of|for|laughing|my|her|his|it|from|the))"
    ),
    finding(
        r"(?:wish|wished|wishes|wishing) (?:that )?(?:i|he|she|they) ~{0,3}?"
        r"(?:dead|die|died|never (?:been )?born|not (?:alive|here|exist|be here|wake up)"
        r"|never woke up|disappear|gone|not been born|did not exist|had never existed)"
        r"|(?:wants?|rather|better off) (?:to )?(?:just )?(?:be )?dead"
        r"|wants? to (?:just |really )*(?:be gone|disappear|vanish|not (?:exist|be here|be alive"
        r"|wake up))"
        r"(?! (?:by|for|until|before|from|on))|rather not (?:be alive|live|exist|wake up"
        r"|be here any ?more)"
        r"|(?:wish\w*|want|hope|pray\w*) (?:god|the lord|death) (?:would |will "
        r"|to )?(?:just )?take me"
        r"|hop(?:e|es|ing) (?:that )?i (?:just |will )*(?:die(?! of)|am dead)|feel(?:s"
        r"|ing)? like dying"
        r"|(?:think\w*|thought|thoughts) (?:about|of) (?:dying|death|being dead|not being here"
        r"|my own death)"
    ),
    statement(
        rf"(?:not|no longer|never|stopped|quit) {HOW}{{0,2}}(?:think (?:that )?(?:i|he"
        rf"|she) {HOW}?)?(?:want(?:s|ing)?|feel like|feeling like"
        rf"|care to|wish|care (?:about|if i)) (?:to )?{HOW}{{0,2}}{_LIVE}"
    ),
    statement(
        r"(?:no|lost|without|lack\w*|not (?:have|see|find|feel|know|got)|what is) (?:a |any |the "
        r"|my |his |her |all )*~?"
        r"(?:will|desire|reason|point|purpose|use|energy|strength) (?:left )?(?:for me )?"
        rf"(?:to |in |of |for )?(?:me )?(?:to )?(?:keep |even )?{_LIVE}"
    ),
    statement(
        r"nothing (?:left )?(?:for me )?to live for|nothing (?:left )?worth living"
        r"|not deserve to (?:live|be)|(?:what is|not see|is no|see no) (?:the |any |a )?"
        r"(?:point|reason) (?:of|in|to) (?:life|anything|living|it all|live)"
        r"|(?:life|living) ~?(?:is|has|feels)(?: \w+)? (?:not worth(?: it| living)|meaningless"
        r"|pointless|no meaning"
        r"|worthless|no longer worth)|not worth living"
    ),
    finding(
        r"(?:tired|sick|done|finished|through) (?:of|with) (?:this )?(?:life|living|being alive"
        r"|existing)(?! (?:with|in|at|alone|on|here|insurance))|over (?:life"
        r"|living)(?= (?:any ?more|[.,])| $)|hate being alive"
        r"|(?:gave|give|giving|given) up on (?:my )?life"
    ),
    statement(
        r"cannot ~?(?:go on|keep going|keep living|continue living|live)(?= (?:any ?more|living"
        r"|like this|with (?:life|this life)|[.,])| $)"
        r"|cannot (?:live|keep living|do this life)(?: like this)? any ?more"
    ),
    finding(
        rf"kill(?:ing)? {REFLEXIVE}(?! (?:at|with|over|trying|to|working|for)\b)"
        r"|tried to kill \w+self|(?:take|taking|end|ending) (?:my|his|her|their) (?:own )?(?:life"
        r"|lives)"
        r"|end(?:ing)? it all|end(?:ing)? everything|end(?:ing)? it(?= (?:now|tonight|today|[.,])"
        r"| $)"
    ),
    finding(
        rf"(?:to|might|may|will|would|could|can|should|and|just) {HOW}{{0,2}}{_MEANS} {REFLEXIVE}"
        rf"{_BY_ACCIDENT}|{_DOING} {REFLEXIVE}{_BY_ACCIDENT}"
        rf"|\w+ {REFLEXIVE} (?:on purpose|to feel|to cope)|crash ~{{0,3}}on purpose|self (?:harm"
        rf"|injur)\w*"
        rf"|(?:do|doing|done|use|using|try) (?:it|something|anything|this|harm"
        rf"|damage) ~{{0,2}}(?:on|to) {REFLEXIVE}"
        r"|(?:started|start|been|keep|back to) cutting(?= (?:again|[.,]|because|to cope)| $)"
        r"|(?:slit|slitting|slash\w*|cut|cutting) (?:my|his|her|their) wrists"
    ),
    finding(
        r"suicid(?:e|al)(?! (?:squad|prevention|awareness|hot ?line|line|watch|doors))"
        r"|(?:need|call|calling|talk to|connect me to|reach|number for|want)(?: \w+){0,3} "
        r"(?:suicide|crisis) (?:hot ?line|line|life ?line|prevention)|(?:need|call|text) 988"
    ),
    statement(
        r"(?:better|happier|easier|good)(?: off)? ~?(?:without me|if i (?:was|were|am|died"
        r"|die|had never|weren|disappeared|is not|were not|did not))(?! (?:on|at|there|in))"
        r"|(?:no ?body|no one) (?:would |will |even |really )*(?:miss(?:es)? me|(?:cares?"
        r"|notices?) (?:if|whether|that)"
        r" i ~{0,3}?(?:die|died|dead|alive|gone|live|lived|disappear\w*|exist|here))"
        r"|not care (?:if|whether) i "
        r"(?:die|live|wake up)"
    ),
    finding(
        r"(?:want(?:s)?|wish) (?:it all|everything|(?:my )?life|this life"
        r"|it) (?:all )?(?:just )?to "
        r"(?:end|be over(?! (?:with|by))|stop for good)"
        r"|(?:want|wants|hope|hoping|wish|sleep|pray\w*|love|like)(?: \w+){0,6}? "
        r"(?:never|not) (?:have to )?wak(?:e|ing) up"
    ),
    finding(
        r"(?:bridge|roof|ledge|balcony|building|overpass|tracks) ~{0,6}?(?:want|going|about"
        r"|ready) to jump"
        r"|(?:want|going|about|thinking|thought|plan\w*|feel like|feeling like|thoughts|might"
        r"|tempted|ready)"
        r"(?: \w+){0,3}? (?:overdos\w+|tak(?:e|ing) all (?:of )?(?:my|these|the|his|her) \w+"
        r"|tak(?:e|ing) the whole bottle|jump\w* (?:off|from|in front|out)|(?:driv"
        r"|crash)\w* ~{0,2}(?:off|into)"
        r" (?:a|the) (?:bridge|cliff|tree|wall|lake|river|truck))"
    ),
    statement(
        r"danger to (?:myself|himself|herself)|not (?:feel |feeling )?(?:safe|trust) (?:with |from "
        r"|around )?(?:myself|himself|herself)|(?:afraid|scared) of what i (?:might|will|could) do"
    ),
)
