//! Names of actions are found wherever they stand; near misses get a suggestion.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = r#"{% macro more(label) %}<button name="incremnet">{{ label }}</button>{% endmacro %}
{{ more("+") }}
<p {% if count == 0 %}lvt-on:click="increments"{% endif %}>{{ count }}</p>
<form method="post" id="f" lvt-form:action="Increment"></form><button form="f" name="inc">x</button>"#, ext = "html")]
struct Counter {
    count: u32,
    rows: Vec<Row>,
}

#[derive(Clone)]
struct Row {
    name: String,
}

#[live_controller]
impl Counter {
    #[action]
    fn increment(&mut self) {
        self.count += 1;
        self.rows.push(Row { name: String::new() });
    }
}

fn main() {
    fn serves<C: livetpl::Dispatch>() {}
    serves::<Counter>();
    let _ = (Counter::INCREMENT.name(), Row { name: String::new() }.name);
}
