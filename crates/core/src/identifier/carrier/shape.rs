//! The form of a carrier's number, compiled from a line of text.

use crate::identifier::evidence;

/// The longest form of any carrier.
const LONGEST: usize = 41;

/// A form: the characters that may stand at each place, and where the check character is and what it covers.
///
/// | in the line | means |
/// |---|---|
/// | `#` `@` `*` | a digit, a letter, either |
/// | `[0-8]` | one of these |
/// | `{7}` | the last class, so many times in all |
/// | `{9,38}` | the same, at the end of the line only: so many times to so many |
/// | `<` `>` | between these is what the check character covers |
/// | `=` | the next place is the check character |
/// | another character | itself |
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// A bit for each of 37 characters, see [`index`].
    places: [u64; LONGEST],
    shortest: u8,
    longest: u8,
    covered: (u8, u8),
    check: Option<u8>,
}

/// The bit of a character: digits, letters, hyphen; 63 for any other, which no place accepts.
#[inline]
pub(super) const fn index(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        b'-' => 36,
        _ => 63,
    }
}

const DIGITS: u64 = (1 << 10) - 1;
const LETTERS: u64 = ((1 << 26) - 1) << 10;

impl Shape {
    /// Compiles a line; `None` when it is out of grammar.
    pub(super) const fn parse(line: &str) -> Option<Self> {
        let line = line.as_bytes();
        let mut shape = Self { places: [0; LONGEST], shortest: 0, longest: 0, covered: (0, 0), check: None };
        let (mut at, mut class, mut length) = (0, 0, 0);
        while at < line.len() {
            match line[at] {
                b'<' => shape.covered.0 = length as u8,
                b'>' => shape.covered.1 = length as u8,
                b'=' => shape.check = Some(length as u8),
                b'{' => {
                    let (least, behind) = number(line, at + 1);
                    let (most, behind) =
                        if behind < line.len() && line[behind] == b',' { number(line, behind + 1) } else { (least, behind) };
                    // One of the class stands already.
                    if behind >= line.len() || line[behind] != b'}' || least == 0 || most < least || length + most > LONGEST + 1 {
                        return None;
                    }
                    if most > least && behind + 1 < line.len() {
                        return None;
                    }
                    let mut more = 1;
                    while more < most {
                        shape.places[length] = class;
                        length += 1;
                        more += 1;
                    }
                    shape.shortest = (length - (most - least)) as u8;
                    shape.longest = length as u8;
                    at = behind;
                }
                byte => {
                    class = match byte {
                        b'#' => DIGITS,
                        b'@' => LETTERS,
                        b'*' => DIGITS | LETTERS,
                        b'[' => {
                            let (set, behind) = set(line, at + 1);
                            at = behind;
                            set
                        }
                        literal if index(literal) < 37 => 1 << index(literal),
                        _ => return None,
                    };
                    if length == LONGEST || class == 0 {
                        return None;
                    }
                    shape.places[length] = class;
                    length += 1;
                    shape.shortest = length as u8;
                    shape.longest = length as u8;
                }
            }
            at += 1;
        }
        if length == 0 { None } else { Some(shape) }
    }

    /// Whether characters, given by their bits, have this form.
    #[inline]
    pub(super) fn fits(&self, indices: &[u8]) -> bool {
        (usize::from(self.shortest)..=usize::from(self.longest)).contains(&indices.len())
            && indices.iter().zip(&self.places).all(|(&index, place)| place >> index & 1 == 1)
    }

    /// What the check character covers, and the check character.
    #[inline]
    pub(super) fn checked<'a>(&self, number: &'a [u8]) -> Option<(&'a [u8], u8)> {
        let check = *number.get(usize::from(self.check?))?;
        Some((number.get(usize::from(self.covered.0)..usize::from(self.covered.1))?, check))
    }

    /// The shortest and the longest number of this form.
    pub(super) const fn lengths(&self) -> (usize, usize) {
        (self.shortest as usize, self.longest as usize)
    }

    /// The characters that may stand first.
    pub(super) const fn first(&self) -> u64 {
        self.places[0]
    }

    /// Evidence of the form. What may be missing at its end may be any letter or digit in all forms of the table, and adds none.
    pub(super) const fn evidence(&self) -> i32 {
        let (mut sum, mut at) = (0, 0);
        while at < self.longest {
            sum += match self.check {
                Some(check) if check == at => evidence::FIXED,
                _ => evidence::place(self.places[at as usize].count_ones()),
            };
            at += 1;
        }
        sum
    }
}

const fn number(line: &[u8], mut at: usize) -> (usize, usize) {
    let mut number = 0;
    while at < line.len() && line[at].is_ascii_digit() && number < LONGEST {
        number = number * 10 + (line[at] - b'0') as usize;
        at += 1;
    }
    (number, at)
}

const fn set(line: &[u8], mut at: usize) -> (u64, usize) {
    let mut set = 0;
    while at < line.len() && line[at] != b']' {
        if index(line[at]) > 36 {
            return (0, at);
        }
        let last = if at + 2 < line.len() && line[at + 1] == b'-' { at + 2 } else { at };
        let mut one = index(line[at]);
        while one <= index(line[last]) && one < 37 {
            set |= 1 << one;
            one += 1;
        }
        at = last + 1;
    }
    if at < line.len() { (set, at) } else { (0, at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(line: &str, number: &str) -> bool {
        let indices: Vec<u8> = number.bytes().map(index).collect();
        Shape::parse(line).unwrap().fits(&indices)
    }

    #[test]
    fn a_line_accepts_what_it_says() {
        for (line, number) in
            [("1Z*{3}", "1ZA1B"), ("[0-5]#{2}", "512"), ("GM#*{1,3}", "GM1A"), ("GM#*{1,3}", "GM1ABC"), ("#{2}-1", "12-1")]
        {
            assert!(fits(line, number), "{line} {number}");
        }
        for (line, number) in [("1Z*{3}", "1ZA1"), ("[0-5]#{2}", "612"), ("GM#*{1,3}", "GM1ABCD"), ("@", "1"), ("#", "?")] {
            assert!(!fits(line, number), "{line} {number}");
        }
    }

    #[test]
    fn the_check_character_and_what_it_covers_are_found() {
        let shape = Shape::parse("1Z<*{3}>=#").unwrap();
        assert_eq!(shape.checked(b"1ZABC7"), Some((b"ABC".as_slice(), b'7')));
    }

    #[test]
    fn a_line_out_of_grammar_does_not_compile() {
        for line in ["", "#{", "#{0}", "#{42}", "#{3,2}", "#{1,2}#", "[", "[]", "é", "#}"] {
            assert!(Shape::parse(line).is_none(), "{line}");
        }
    }
}
