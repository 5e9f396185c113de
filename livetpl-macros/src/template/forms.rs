//! The forms of a template: what each sends, its fields and their rules. Owns what belongs to which form, and what of it is
//! fixed; what only the run knows is left out.
//!
//! A form that posts gets a hidden field behind its start tag (HTML that the recorder writes, PROTOCOL.md "Forms"), which
//! tells the server which form was sent.

use super::actions::snake_case;
use super::dom::{TagItem, json_text};
use super::ir::{At, FieldUse, File, FormUse, Problem, Submission, SubmitterUse};
use super::rules::{Given, Rule, rules};
use super::tokenizer::Tag;

/// A form that has begun.
struct Open {
    /// How many elements are open around it.
    depth: usize,
    /// How many fragments.
    level: usize,
    /// Its number, where its submissions are actions of this page.
    form: Option<usize>,
}

/// An element that decides about the fields in it.
enum Around {
    /// A `<fieldset>` that may be disabled, a `<datalist>`: what is in it need not be there.
    Optional,
    /// Its content belongs to no form.
    Template,
    Select {
        name: Option<String>,
        required: bool,
        always: bool,
        level: usize,
        /// What can be chosen; `None` where only the run knows.
        options: Option<Vec<String>>,
        /// The id of the form that it names.
        form: Option<String>,
    },
}

/// What a form has.
enum Piece {
    Submitter(SubmitterUse),
    Field(FieldUse),
}

/// The forms of a template so far.
pub(crate) struct Forms {
    template: String,
    level: usize,
    open: Vec<Open>,
    around: Vec<(usize, Around)>,
    forms: Vec<FormUse>,
    ids: Vec<(String, usize)>,
    /// By the id of the form that they name.
    elsewhere: Vec<(String, Piece)>,
    /// An element may be of any form: its `form` is dynamic.
    anywhere: bool,
}

impl Forms {
    pub(crate) fn new(files: &[File]) -> Self {
        Forms {
            template: hash(files),
            level: 0,
            open: Vec::new(),
            around: Vec::new(),
            forms: Vec::new(),
            ids: Vec::new(),
            elsewhere: Vec::new(),
            anywhere: false,
        }
    }

    /// A fragment begins: what is in it need not be there. Gives how many forms are open, for [`leave`](Self::leave).
    pub(crate) fn enter(&mut self) -> (usize, usize) {
        self.level += 1;
        (self.open.len(), self.around.len())
    }

    /// The end of a fragment, also for elements that its author forgot to close.
    pub(crate) fn leave(&mut self, (open, around): (usize, usize)) {
        self.level -= 1;
        self.open.truncate(open);
        self.around.truncate(around);
    }

    /// A value stands between two tags: it may hold elements that only the run knows.
    pub(crate) fn value(&mut self) {
        if let Some(form) = self.current() {
            form.open = true;
        }
    }

    /// The id of the form with this number.
    pub(crate) fn id(&self, form: u16) -> &str {
        self.forms
            .get(usize::from(form))
            .map_or("", |form| &form.id)
    }

    fn current(&mut self) -> Option<&mut FormUse> {
        let form = self.open.last()?.form?;
        self.forms.get_mut(form)
    }

    /// Reads a start tag; `ours` is whether a form's submissions are actions of this page. The number of a form that posts.
    pub(crate) fn collect(
        &mut self,
        element: &str,
        tag: &Tag,
        depth: usize,
        ours: bool,
    ) -> Option<u16> {
        let (items, at) = (&*tag.items, tag.at);
        let given = |name: &str| Given::of(items, name);
        match element {
            "form" => return self.form(items, at, depth, ours),
            "fieldset" if !given("disabled").is_absent() => {
                self.around.push((depth, Around::Optional));
            }
            "datalist" => self.around.push((depth, Around::Optional)),
            "template" => self.around.push((depth, Around::Template)),
            "button" => {
                let kind = given("type").fixed().unwrap_or_default();
                let is_other = ["button", "reset"]
                    .iter()
                    .any(|one| kind.trim().eq_ignore_ascii_case(one));
                if !is_other && given("command").is_absent() {
                    self.submitter(items, at, false);
                }
            }
            "input" => self.input(items, at),
            "textarea" => self.field(items, "textarea"),
            "select" => {
                let select = Around::Select {
                    name: given("name").fixed(),
                    required: is_fixed(&given("required")),
                    always: self.is_always(items),
                    level: self.level,
                    options: Some(Vec::new()),
                    form: given("form").fixed(),
                };
                self.anywhere |= given("form") == Given::Dynamic;
                if given("name") == Given::Dynamic {
                    self.vague(items);
                }
                self.around.push((depth, select));
            }
            "option" => self.option(items),
            // A custom element may be a field.
            _ if element.contains('-') && !given("name").is_absent() => self.vague(items),
            _ => {}
        }
        None
    }

    fn form(&mut self, items: &[TagItem], at: At, depth: usize, ours: bool) -> Option<u16> {
        let given = |name: &str| Given::of(items, name);
        let level = self.level;
        if !ours {
            let form = None;
            self.open.push(Open { depth, level, form });
            return None;
        }
        let number = self.forms.len();
        let (own, name) = (given("lvt-form:action"), given("name"));
        let fallback = match &name {
            Given::Fixed(name) if !name.trim().is_empty() => Some(snake_case(name)),
            Given::Fixed(_) | Given::Absent => Some("submit".to_owned()),
            Given::Dynamic => None,
        };
        let posts = given("method")
            .fixed()
            .is_some_and(|method| method.trim().eq_ignore_ascii_case("post"));
        self.forms.push(FormUse {
            at,
            posts,
            told: !given("lvt-on:submit").is_absent(),
            vague: false,
            id: format!("{}-{number}", self.template),
            dynamic: own == Given::Dynamic,
            open: own == Given::Dynamic,
            action: own
                .fixed()
                .filter(|action| !action.trim().is_empty())
                .map(|action| snake_case(&action)),
            fallback,
            novalidate: !given("novalidate").is_absent(),
            submitters: Vec::new(),
            fields: Vec::new(),
        });
        if let Given::Fixed(id) = given("id") {
            self.ids.push((id, number));
        }
        let form = Some(number);
        self.open.push(Open { depth, level, form });
        posts.then_some(number as u16)
    }

    /// Only the run knows the name of a field.
    fn vague(&mut self, items: &[TagItem]) {
        match Given::of(items, "form") {
            Given::Absent => {
                if let Some(form) = self.current() {
                    form.vague = true;
                }
            }
            _ => self.anywhere = true,
        }
    }

    fn input(&mut self, items: &[TagItem], at: At) {
        let kind = match Given::of(items, "type") {
            Given::Fixed(kind) => kind.trim().to_ascii_lowercase(),
            Given::Absent => "text".to_owned(),
            // It may be a button as well.
            Given::Dynamic => return self.value(),
        };
        match &*kind {
            "submit" => self.submitter(items, at, false),
            "image" => self.submitter(items, at, true),
            "button" | "reset" => {}
            _ => self.field(items, &kind),
        }
    }

    fn submitter(&mut self, items: &[TagItem], at: At, image: bool) {
        let given = |name: &str| Given::of(items, name);
        let elsewhere = ["formaction", "formtarget"]
            .iter()
            .any(|name| !given(name).is_absent())
            || given("formmethod")
                .fixed()
                .is_some_and(|method| !method.trim().eq_ignore_ascii_case("post"));
        if elsewhere {
            return;
        }
        let name = match given("name") {
            Given::Fixed(name) => name,
            Given::Absent => String::new(),
            Given::Dynamic => return self.value(),
        };
        let (mut data, mut dynamic) = (Vec::new(), Vec::new());
        for name in names(items) {
            let Some(field) = name
                .strip_prefix("data-")
                .filter(|_| !name.starts_with("data-lvt"))
            else {
                continue;
            };
            let field = field.replace('-', "_");
            match given(name).fixed() {
                Some(value) => data.push((field, value)),
                None => dynamic.push(field),
            }
        }
        let value = match given("value") {
            Given::Absent => Some(String::new()),
            value => value.fixed(),
        };
        let submitter = SubmitterUse {
            action: snake_case(&name),
            name,
            value,
            novalidate: !given("formnovalidate").is_absent(),
            image,
            data,
            at,
            dynamic,
        };
        self.add(items, Piece::Submitter(submitter));
    }

    fn field(&mut self, items: &[TagItem], kind: &str) {
        let name = match Given::of(items, "name") {
            Given::Fixed(name) => name,
            Given::Absent => return,
            Given::Dynamic => return self.vague(items),
        };
        let always = self.is_always(items);
        let takes_required = !matches!(kind, "hidden" | "range" | "color" | "file");
        let readonly =
            !matches!(kind, "checkbox" | "radio") && !Given::of(items, "readonly").is_absent();
        let required =
            takes_required && always && !readonly && is_fixed(&Given::of(items, "required"));
        let mut problems = Vec::new();
        let mut rules = rules(kind, items, &mut problems);
        if kind == "radio" {
            let value = match Given::of(items, "value") {
                Given::Absent => Some("on".to_owned()),
                value => value.fixed(),
            };
            rules.extend(value.map(|value| Rule::OneOf(vec![value])));
        }
        let kind = match kind {
            "file" => "File",
            "radio" => "Radio",
            "checkbox" => "Box",
            _ => "Text",
        };
        let field = FieldUse {
            name,
            kind,
            required,
            rules,
            problems,
        };
        self.add(items, Piece::Field(field));
    }

    fn option(&mut self, items: &[TagItem]) {
        let level = self.level;
        let Some((
            _,
            Around::Select {
                options,
                level: own,
                ..
            },
        )) = self
            .around
            .iter_mut()
            .rfind(|(_, around)| matches!(around, Around::Select { .. }))
        else {
            return;
        };
        let value = Given::of(items, "value").fixed().filter(|_| level == *own);
        match (value, options.as_mut()) {
            (Some(value), Some(known)) => known.push(value),
            // Its text is its value, or only the run knows it.
            _ => *options = None,
        }
    }

    /// Whether a field is there whenever its form is.
    fn is_always(&self, items: &[TagItem]) -> bool {
        let level = self.open.last().map(|open| open.level);
        let optional = self
            .around
            .iter()
            .any(|(_, around)| matches!(around, Around::Optional));
        level == Some(self.level)
            && !optional
            && Given::of(items, "disabled").is_absent()
            && Given::of(items, "form").is_absent()
    }

    fn add(&mut self, items: &[TagItem], piece: Piece) {
        match Given::of(items, "form") {
            Given::Dynamic => self.anywhere = true,
            Given::Fixed(id) => self.elsewhere.push((id, piece)),
            Given::Absent => self.add_here(piece),
        }
    }

    fn add_here(&mut self, piece: Piece) {
        let in_template = self
            .around
            .iter()
            .any(|(_, around)| matches!(around, Around::Template));
        if let Some(form) = self.current().filter(|_| !in_template) {
            form.add(piece);
        }
    }

    /// Elements have ended: those that were open inside of `depth` elements.
    pub(crate) fn close(&mut self, depth: usize) {
        self.open.retain(|open| open.depth < depth);
        while let Some((_, around)) = self.around.pop_if(|(at, _)| *at >= depth) {
            let Around::Select {
                name: Some(name),
                required,
                always,
                options,
                form,
                ..
            } = around
            else {
                continue;
            };
            let options = options.filter(|options| !options.is_empty());
            let field = Piece::Field(FieldUse {
                name,
                kind: "Select",
                required: required && always,
                rules: options.map(Rule::OneOf).into_iter().collect(),
                problems: Vec::new(),
            });
            match form {
                Some(id) => self.elsewhere.push((id, field)),
                None => self.add_here(field),
            }
        }
    }

    /// All forms whose submissions are actions of this page, what they send, and what is wrong with their rules.
    pub(crate) fn finish(mut self) -> (Vec<FormUse>, Vec<Submission>, Vec<Problem>) {
        for (id, piece) in self.elsewhere {
            if let Some((_, form)) = self.ids.iter().find(|(known, _)| *known == id) {
                self.forms[*form].add(piece);
            }
        }
        let (mut problems, mut submissions) = (Vec::new(), Vec::new());
        for form in &mut self.forms {
            form.open |= self.anywhere;
            let own = form
                .fields
                .iter_mut()
                .flat_map(|field| std::mem::take(&mut field.problems));
            problems.extend(own.filter(|_| !form.novalidate));
            form.merge();
            submissions.extend(form.submissions());
        }
        (self.forms, submissions, problems)
    }
}

/// The names of a tag's attributes, wherever they stand in it.
fn names(items: &[TagItem]) -> impl Iterator<Item = &str> {
    items.iter().flat_map(|item| match item {
        TagItem::Attr(attr) => vec![&*attr.name],
        TagItem::Set(_, attrs) => attrs.iter().map(|attr| &*attr.name).collect(),
    })
}

fn is_fixed(given: &Given) -> bool {
    matches!(given, Given::Fixed(_))
}

impl FormUse {
    fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Submitter(submitter) => self.submitters.push(submitter),
            Piece::Field(field) => self.fields.push(field),
        }
    }

    /// Fields of one name become one: what all of them ask for.
    fn merge(&mut self) {
        // Whose names are no actions, only the run knows which of them is one.
        if self.dynamic {
            self.submitters.clear();
        }
        let mut merged: Vec<FieldUse> = Vec::new();
        for field in std::mem::take(&mut self.fields) {
            match merged.iter_mut().find(|known| known.name == field.name) {
                Some(known) => known.join(field),
                None => merged.push(field),
            }
        }
        if self.open {
            // Others of the group may stand in what only the run knows.
            merged
                .iter_mut()
                .filter(|field| field.kind == "Radio")
                .for_each(|field| field.rules.clear());
        }
        self.fields = merged;
    }
}

impl FieldUse {
    fn join(&mut self, other: FieldUse) {
        let same = self.kind == other.kind;
        match (self.rules.first_mut(), other.rules.first()) {
            (Some(Rule::OneOf(values)), Some(Rule::OneOf(more)))
                if same && self.kind == "Radio" =>
            {
                values.extend(more.iter().cloned());
            }
            _ => self.rules.retain(|rule| same && other.rules.contains(rule)),
        }
        self.required |= other.required;
        if !same {
            self.kind = "Text";
        }
    }
}

/// The hidden field of the form with this id, as HTML and as the client's JSON.
pub(crate) fn hidden_field(id: &str) -> (String, String) {
    // Firefox fills hidden fields, too, when a page is loaded again.
    let html =
        format!("<input type=\"hidden\" name=\"lvt-form\" value=\"{id}\" autocomplete=\"off\">");
    let json = format!(
        "{{\"t\":\"input\",\"a\":[[\"type\",\"hidden\"],[\"name\",\"lvt-form\"],[\"value\",{}],[\"autocomplete\",\"off\"]]}}",
        json_text(id)
    );
    (html, json)
}

/// Eight hex digits for the template's text: FNV-1a, which is the same in every process and build.
fn hash(files: &[File]) -> String {
    let bytes = files.iter().flat_map(|file| file.source.bytes());
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}
