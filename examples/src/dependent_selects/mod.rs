//! Dependent selects: what the second offers depends on the first.
//!
//! Both are fields of one form, and `change` hears of either. What no longer fits is dropped on the server, so that a
//! browser can't send a pair that doesn't exist.

#[cfg(test)]
mod tests;

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(path = "dependent_selects.html")]
pub(crate) struct DependentSelects {
    #[persist]
    planet: String,
    #[persist]
    moon: String,
}

const PLANETS: &[(&str, &[&str])] = &[
    ("Mars", &["Phobos", "Deimos"]),
    ("Jupiter", &["Io", "Europa", "Ganymede", "Callisto"]),
    ("Saturn", &["Mimas", "Rhea", "Titan", "Iapetus"]),
    ("Uranus", &["Miranda", "Ariel", "Titania"]),
];

#[live_controller]
impl DependentSelects {
    /// The second field is missing as long as it has nothing to choose from.
    #[action]
    fn change(&mut self, planet: String, moon: Option<String>) {
        self.planet = planet;
        self.moon = moon.unwrap_or_default();
        if !self.moons().contains(&&*self.moon) {
            self.moon.clear();
        }
    }

    /// The moons of the planet that is chosen; none, if it is no planet of the list.
    fn moons(&self) -> &'static [&'static str] {
        let chosen = PLANETS.iter().find(|(planet, _)| *planet == self.planet);
        chosen.map_or(&[], |(_, moons)| moons)
    }
}
