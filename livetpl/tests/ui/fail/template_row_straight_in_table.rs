//! Rows need a `<tbody>`: browsers would put one there.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(source = r#"<h1>{{ count }}</h1>
<table>
  {% for row in rows %}<tr><td>{{ row.name }}</td></tr>{% endfor %}
</table>"#, ext = "html")]
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
