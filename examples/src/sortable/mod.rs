//! A list that is put in order: by dragging, by arrow keys, or by buttons, which need no JavaScript.

use livetpl::prelude::*;

/// The page is its own state. The order is the visitor's own, and kept.
#[live_controller]
#[derive(Clone)]
#[template(path = "sortable.html")]
pub(crate) struct Sortable {
    #[persist]
    tasks: Vec<String>,
}

impl Default for Sortable {
    fn default() -> Self {
        let tasks = [
            "Boil the water",
            "Warm the pot",
            "Measure the leaves",
            "Pour the water",
            "Wait for four minutes",
            "Pour the tea",
        ];
        Sortable {
            tasks: tasks.map(str::to_owned).into(),
        }
    }
}

#[live_controller]
impl Sortable {
    /// A task was dropped on another one, and takes its place.
    #[action]
    fn drop_on(&mut self, dragged: String, onto: String, ctx: &mut Context) {
        let to = self.place_of(&onto);
        self.put(&dragged, to, ctx);
    }

    /// An arrow key was pressed on a task's handle.
    #[action]
    fn nudge(&mut self, task: String, key: String, ctx: &mut Context) {
        match key.as_str() {
            "ArrowUp" => self.up(task, ctx),
            "ArrowDown" => self.down(task, ctx),
            _ => {}
        }
    }

    #[action]
    fn up(&mut self, value: String, ctx: &mut Context) {
        let at = self.place_of(&value);
        self.put(&value, at.and_then(|at| at.checked_sub(1)), ctx);
    }

    #[action]
    fn down(&mut self, value: String, ctx: &mut Context) {
        let at = self.place_of(&value);
        self.put(&value, at.map(|at| at + 1), ctx);
    }

    fn place_of(&self, task: &str) -> Option<usize> {
        self.tasks.iter().position(|one| one == task)
    }

    /// Puts a task where it is wanted, if both are on the list: a browser may send anything.
    fn put(&mut self, task: &str, to: Option<usize>, ctx: &mut Context) {
        let places = self.tasks.len();
        if let (Some(from), Some(to)) = (self.place_of(task), to.filter(|to| *to < places)) {
            let task = self.tasks.remove(from);
            let said = format!("“{task}” is now number {} of {places}.", to + 1);
            self.tasks.insert(to, task);
            // Who drags a task sees where it went; others have to be told.
            ctx.flash("info", said);
        }
    }
}
