//! An enum as a state: with one template, and with one for each variant.

use livetpl::prelude::*;

#[live_controller(state = Step)]
struct Wizard;

#[derive(Clone, Default, LiveState)]
#[template(ext = "html")]
enum Step {
    #[default]
    #[template(source = "<button name=\"start\">Start</button>")]
    Start,
    #[template(source = "<p>{{ name }}</p>{% if ready %}<button name=\"start\">Again</button>{% endif %}")]
    Done { name: String, ready: bool },
    #[template(source = "<p>{{ self.0 }}</p>")]
    Failed(String),
}

#[live_controller]
impl Wizard {
    #[action]
    fn start(&self, state: &mut Step) {
        *state = match state {
            Step::Start => Step::Done {
                name: "x".to_owned(),
                ready: true,
            },
            Step::Done { .. } => Step::Failed("no".to_owned()),
            Step::Failed(_) => Step::Start,
        };
    }
}

#[live_controller(state = Switch)]
struct Light;

#[derive(Clone, Default, LiveState)]
#[template(
    source = "{% match self %}{% when Self::Off %}<button name=\"flip\">off</button>{% when Self::On %}<button name=\"flip\">on</button>{% endmatch %}",
    ext = "html"
)]
enum Switch {
    #[default]
    Off,
    On,
}

#[live_controller]
impl Light {
    #[action]
    fn flip(&self, state: &mut Switch) {
        *state = match state {
            Switch::Off => Switch::On,
            Switch::On => Switch::Off,
        };
    }
}

fn main() {
    let _ = App::new().live("/", Wizard).live("/light", Light);
    assert_eq!(Step::Failed("<".to_owned()).to_string(), "<p>&#60;</p>");
}
