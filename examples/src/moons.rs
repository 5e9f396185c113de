//! Some moons: what lists show of which nothing else is to be learned.

/// A moon of the solar system.
pub(crate) struct Moon {
    pub(crate) name: &'static str,
    pub(crate) planet: &'static str,
    /// In which it was found.
    pub(crate) year: u16,
}

const fn moon(name: &'static str, planet: &'static str, year: u16) -> Moon {
    Moon { name, planet, year }
}

/// In the order in which they were found.
pub(crate) const MOONS: &[Moon] = &[
    moon("Io", "Jupiter", 1610),
    moon("Europa", "Jupiter", 1610),
    moon("Ganymede", "Jupiter", 1610),
    moon("Callisto", "Jupiter", 1610),
    moon("Titan", "Saturn", 1655),
    moon("Iapetus", "Saturn", 1671),
    moon("Rhea", "Saturn", 1672),
    moon("Tethys", "Saturn", 1684),
    moon("Dione", "Saturn", 1684),
    moon("Titania", "Uranus", 1787),
    moon("Oberon", "Uranus", 1787),
    moon("Enceladus", "Saturn", 1789),
    moon("Mimas", "Saturn", 1789),
    moon("Triton", "Neptune", 1846),
    moon("Hyperion", "Saturn", 1848),
    moon("Ariel", "Uranus", 1851),
    moon("Umbriel", "Uranus", 1851),
    moon("Phobos", "Mars", 1877),
    moon("Deimos", "Mars", 1877),
    moon("Amalthea", "Jupiter", 1892),
    moon("Phoebe", "Saturn", 1899),
    moon("Himalia", "Jupiter", 1904),
    moon("Miranda", "Uranus", 1948),
    moon("Nereid", "Neptune", 1949),
];
