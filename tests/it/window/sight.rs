//! What there is to see: things with a name, as a screen reader is told, and texts as painted.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use egui::accesskit::{Action, NodeId, Toggled, TreeId};
use egui::epaint::TextShape;
use egui::{Pos2, Rect, Role, Shape};
use egui_kittest::kittest::NodeT as _;

use super::driver::Window;

/// What a screen reader is told about one thing on the screen.
#[derive(Clone, Debug)]
pub struct Seen {
    pub role: Role,
    /// What it is called; for a text the text itself.
    pub name: String,
    /// What stands in a field.
    pub value: String,
    /// What is told beside its name.
    pub beside: String,
    pub enabled: bool,
    /// Chosen, or switched on.
    pub on: bool,
    pub focused: bool,
    /// Whether a click does something.
    pub clickable: bool,
    pub rows: Option<usize>,
    pub rect: Rect,
    pub place: (NodeId, TreeId),
}

impl Window {
    /// Everything on the screen.
    pub fn seen(&self) -> Vec<Seen> {
        let scale = self.harness.ctx.pixels_per_point();
        let mut all = vec![];
        for node in self.harness.root().children_recursive() {
            let node = node.accesskit_node();
            let text = |text: Option<String>| text.unwrap_or_default();
            let (label, value) = (text(node.label()), text(node.value()));
            let named =
                if node.role() == Role::Label && label.is_empty() { &value } else { &label };
            // The name of a drop-down ends with what is chosen, which readers on Linux need.
            let named = if node.role() == Role::ComboBox {
                named.strip_suffix(value.as_str()).unwrap_or(named).trim_end()
            } else {
                named
            };
            let bounds = node.bounding_box().unwrap_or_default();
            let at = |x: f64, y: f64| Pos2::new(x as f32 / scale, y as f32 / scale);
            let data = node.data();
            all.push(Seen {
                role: node.role(),
                name: named.to_owned(),
                beside: text(node.description()),
                enabled: !node.is_disabled(),
                on: data.is_selected() == Some(true) || data.toggled() == Some(Toggled::True),
                focused: node.is_focused(),
                clickable: data.supports_action(Action::Click),
                rows: data.row_count(),
                rect: Rect::from_min_max(at(bounds.x0, bounds.y0), at(bounds.x1, bounds.y1)),
                place: node.locate(),
                value,
            });
        }
        all
    }

    /// What the window itself is called.
    pub fn root_name(&self) -> String {
        self.harness.root().accesskit_node().label().unwrap_or_default()
    }

    /// Things of a role whose name is this.
    pub fn all(&self, role: Role, key: &str) -> Vec<Seen> {
        let name = self.word(key);
        self.of(role).into_iter().filter(|seen| seen.name == name).collect()
    }

    /// Things of a role.
    pub fn of(&self, role: Role) -> Vec<Seen> {
        self.seen().into_iter().filter(|seen| seen.role == role).collect()
    }

    /// The first thing of a role and name, if there is one.
    pub fn find(&self, role: Role, key: &str) -> Option<Seen> {
        self.all(role, key).into_iter().next()
    }

    /// The first thing of a role and name; fails with what there is instead.
    pub fn get(&self, role: Role, key: &str) -> Seen {
        let found = self.find(role, key);
        found.unwrap_or_else(|| panic!("no {role:?} {:?}\n{}", self.word(key), self.listing()))
    }

    /// Whether a text stands anywhere, as a name or within one.
    pub fn says(&self, key: &str) -> bool {
        let text = self.word(key);
        self.seen().iter().any(|seen| seen.name.contains(&text) || seen.value.contains(&text))
    }

    /// Fails unless a text stands somewhere.
    pub fn must_say(&self, key: &str) {
        assert!(self.says(key), "nothing says {:?}\n{}", self.word(key), self.listing());
    }

    /// Fails when a text stands anywhere.
    pub fn must_not_say(&self, key: &str) {
        assert!(!self.says(key), "something says {:?}\n{}", self.word(key), self.listing());
    }

    /// Every text that was painted, with its place: what the eye sees of what is in view.
    pub fn painted(&self) -> Vec<(String, Rect)> {
        let mut texts = vec![];
        self.each_text(&mut |text| {
            texts.push((text.galley.text().to_owned(), text.visual_bounding_rect()));
        });
        texts
    }

    /// The texts in view that were cut for want of room.
    pub fn cut(&self) -> Vec<String> {
        let mut texts = vec![];
        self.each_text(&mut |text| {
            if text.galley.elided {
                texts.push(text.galley.text().to_owned());
            }
        });
        texts
    }

    fn each_text(&self, each: &mut dyn FnMut(&TextShape)) {
        for clipped in &self.harness.output().shapes {
            collect(&clipped.shape, clipped.clip_rect, each);
        }
    }

    /// Every name and every painted text that holds a word.
    pub fn words(&self) -> BTreeSet<String> {
        let names = self.seen().into_iter().map(|seen| seen.name);
        let painted = self.painted().into_iter().map(|(text, _)| text);
        names.chain(painted).filter(|text| text.chars().any(char::is_alphabetic)).collect()
    }

    /// The texts painted in a row of a table, from left to right.
    pub fn cells(&self, row: &Seen) -> Vec<String> {
        let middle = |rect: &Rect| rect.center();
        let mut texts: Vec<_> = self
            .painted()
            .into_iter()
            .filter(|(_, rect)| row.rect.contains(middle(rect)))
            .collect();
        texts.sort_by(|(_, a), (_, b)| a.left().total_cmp(&b.left()));
        texts.into_iter().map(|(text, _)| text).collect()
    }

    /// What a screen reader is told of the cells of a row of a table, from left to right.
    pub fn told_of(&self, row: &Seen) -> Vec<String> {
        let mut cells = self.of(Role::Cell);
        cells.retain(|cell| row.rect.contains(cell.rect.center()));
        cells.sort_by(|a, b| a.rect.left().total_cmp(&b.rect.left()));
        cells.into_iter().map(|cell| cell.name).collect()
    }

    /// Everything that has a name, for messages of failures.
    pub fn listing(&self) -> String {
        let mut text = String::new();
        for seen in self.seen() {
            if seen.role == Role::TextRun || (seen.name.is_empty() && seen.value.is_empty()) {
                continue;
            }
            let Seen { role, name, value, .. } = &seen;
            let value = if value.is_empty() || value == name { "" } else { value };
            let off = if seen.enabled { "" } else { " (off)" };
            let on = if seen.on { " (on)" } else { "" };
            let _always = writeln!(text, "  {role:?} {name:?} {value:?}{off}{on}");
        }
        text
    }
}

/// The texts of a shape that are in view.
fn collect(shape: &Shape, clip: Rect, each: &mut dyn FnMut(&TextShape)) {
    match shape {
        Shape::Text(text) if clip.intersects(text.visual_bounding_rect()) => each(text),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, each)),
        _ => {}
    }
}
