"""Letters as they are spelled on the telephone."""

import random

NATO = {
    word[0]: word
    for word in (
        "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november "
        "oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu".split()
    )
}
NATO_WORDS = {word: letter for letter, word in NATO.items()} | {"alfa": "a", "juliett": "j"}
_CLEAR = {
    word[0]: tuple(word.split(","))
    for word in (
        "apple,adam,ann,able boy,baby,bob,bravo cat,charlie,car,cookie dog,david,delta,dad "
        "edward,elephant,egg,easy frank,fox,fred,fish george,girl,golf,good harry,henry,hat,house "
        "ice,ida,igloo,ink john,jack,jim,jelly king,kite,kathy,kilo larry,lion,love,lima "
        "mary,mother,mike,man nancy,nora,nose,nobody oscar,orange,open,ocean "
        "peter,paul,pizza,pat queen,quebec,question robert,roger,red,rabbit "
        "sam,sugar,susan,snake tom,tango,thomas,table uncle,umbrella,under "
        "victor,violin,van,victory william,water,whiskey,walter xray,xylophone "
        "yellow,yankee,young,yes zebra,zulu,zoo,zero"
    ).split()
}


def clear_word(letter: str, rng: random.Random) -> str:
    """A word that makes `letter` clear: "b as in boy"."""
    return rng.choice((*_CLEAR[letter], NATO[letter]))
