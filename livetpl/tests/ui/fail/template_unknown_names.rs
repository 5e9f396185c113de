//! The first name of an expression is a field or a variable: what is neither is told at its place, in whatever file.

use livetpl::prelude::*;

#[live_controller]
#[derive(Clone, Default)]
#[template(
    ext = "html",
    source = r#"
      {% macro row(label, more = 1) %}<li>{{ label }} {{ labl }} {{ more }}</li>{% endmacro %}
      <ul>{% for todo in todoss %}{{ row(todo) }}{% endfor %}</ul>
      <p>{{ todos.len() }} {{ self.todos.len() }} {{ count(1) }} {{ size }} {{ std::cmp::max(left, 1) }}</p>
      <p {% if opne %}hidden{% endif %} class="{% match kind %}{% when Some with (found) %}{{ found }}{% when None %}{% endmatch %}">
      {% let total = todos.len() %}{{ totals|lower }}{% if let Some(first) = todos.first() %}{{ first }}{{ lvt.error("x").is_some() }}{% endif %}
      {{ loop_ }}</p>"#
)]
struct Todos {
    todos: Vec<String>,
    open: bool,
}

impl Todos {
    fn count(&self, more: usize) -> usize {
        self.todos.len() + more
    }
}

#[live_controller]
impl Todos {
    #[action]
    fn add(&mut self, text: String) {
        self.todos.push(text);
    }
}

fn main() {
    let _ = (App::new().live("/", Todos::default()), Todos::ADD, Todos::default().count(1), Todos::default().open);
}
