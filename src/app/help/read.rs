//! Reads the guide: the part of Markdown that it is written in, and nothing else.
//!
//! Headings of two and three signs, paragraphs and entries of one line each, lists of two levels, tables, lines
//! between fences; within a line strong words, words of the screen, what is typed, and links to headings. A test
//! holds both guides against this, so that what is written in another way is found there and not by a reader.

use std::iter::Peekable;
use std::str::Lines;

use crate::ui::prose::{Block, Run, Style};

/// A chapter of the guide.
#[derive(Clone, Debug)]
pub(super) struct Chapter {
    /// What it says, its heading first.
    pub blocks: Vec<Block>,
    /// Its sections: what stands before the first heading within it, and one for each of these.
    pub sections: Vec<Section>,
}

/// A section of a chapter.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// Its heading; that of the chapter for the first.
    pub title: String,
    /// By which it is found.
    pub anchor: String,
    /// Everything it says, in small letters, to be searched.
    pub words: String,
}

/// Takes the guide apart.
pub(super) fn chapters(text: &str) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = vec![];
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            chapters.push(Chapter {
                blocks: vec![heading(title, false)],
                sections: vec![section(title)],
            });
            continue;
        }
        // Before the first chapter stands the name of the guide.
        let Some(chapter) = chapters.last_mut() else { continue };
        if let Some(title) = line.strip_prefix("### ") {
            chapter.blocks.push(heading(title, true));
            chapter.sections.push(section(title));
            continue;
        }
        let Some((block, said)) = block(line, &mut lines) else { continue };
        chapter.blocks.push(block);
        if let Some(section) = chapter.sections.last_mut() {
            section.words.push_str(&said.replace(['*', '`'], "").to_ascii_lowercase());
            section.words.push('\n');
        }
    }
    chapters
}

fn heading(title: &str, inside: bool) -> Block {
    Block::Heading { inside, text: title.to_owned(), anchor: anchor(title) }
}

fn section(title: &str) -> Section {
    let words = format!("{}\n", title.to_ascii_lowercase());
    Section { title: title.to_owned(), anchor: anchor(title), words }
}

/// The name by which links find a heading: small letters, blanks as hyphens, signs left out.
pub(super) fn anchor(title: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == ' ';
    title.to_lowercase().chars().filter(|c| kept(*c)).collect::<String>().replace(' ', "-")
}

/// What begins with a line, and the text of it; `None` for a blank line.
fn block(line: &str, lines: &mut Peekable<Lines<'_>>) -> Option<(Block, String)> {
    if line.trim().is_empty() {
        return None;
    }
    if line.starts_with("```") {
        let inside: Vec<String> =
            lines.by_ref().take_while(|line| !line.starts_with("```")).map(str::to_owned).collect();
        let said = inside.join("\n");
        return Some((Block::Lines(inside), said));
    }
    if line.starts_with('|') {
        let mut rows = vec![line];
        while let Some(next) = lines.next_if(|line| line.starts_with('|')) {
            rows.push(next);
        }
        let said = rows.join("\n");
        // The second line only says where the headings end.
        let rows = rows.into_iter().enumerate().filter(|(at, _)| *at != 1);
        return Some((Block::Table(rows.map(|(_, row)| cells(row)).collect()), said));
    }
    let body = line.trim_start();
    let inside = body.len() < line.len();
    let numbered = body.split_once(". ").filter(|(number, _)| {
        !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
    });
    let block = match (body.strip_prefix("- "), numbered) {
        (Some(rest), _) => Block::Item { inside, number: String::new(), text: runs(rest) },
        (None, Some((number, rest))) => {
            Block::Item { inside, number: format!("{number}."), text: runs(rest) }
        }
        (None, None) => Block::Paragraph(runs(body)),
    };
    Some((block, body.to_owned()))
}

fn cells(row: &str) -> Vec<Vec<Run>> {
    row.trim().trim_matches('|').split('|').map(|cell| runs(cell.trim())).collect()
}

/// A line in its pieces.
fn runs(line: &str) -> Vec<Run> {
    let mut runs = vec![];
    let mut plain = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['*', '`', '[']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        if let Some((run, after)) = span(from) {
            if !plain.is_empty() {
                runs.push(Run { text: std::mem::take(&mut plain), ..Run::default() });
            }
            runs.push(run);
            rest = after;
        } else {
            // A sign that stands for itself.
            let (sign, after) = from.split_at(1);
            plain.push_str(sign);
            rest = after;
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        runs.push(Run { text: plain, ..Run::default() });
    }
    runs
}

/// The piece that begins with a sign, and what follows it.
fn span(from: &str) -> Option<(Run, &str)> {
    for (sign, style) in [("**", Style::Strong), ("*", Style::Shown), ("`", Style::Typed)] {
        if let Some(inside) = from.strip_prefix(sign) {
            let (text, after) = inside.split_once(sign).filter(|(text, _)| !text.is_empty())?;
            return Some((Run { text: text.to_owned(), style, link: None }, after));
        }
    }
    let (text, after) = from.strip_prefix('[')?.split_once("](")?;
    let (target, after) = after.split_once(')')?;
    let link = Some(target.to_owned());
    Some((Run { text: text.to_owned(), style: Style::Plain, link }, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::help::{CHINESE, ENGLISH};

    fn run(text: &str, style: Style) -> Run {
        Run { text: text.to_owned(), style, link: None }
    }

    /// Every line of a guide in its pieces.
    fn all_runs(text: &str) -> Vec<Run> {
        let mut all = vec![];
        for block in chapters(text).into_iter().flat_map(|chapter| chapter.blocks) {
            match block {
                Block::Paragraph(runs) | Block::Item { text: runs, .. } => all.extend(runs),
                Block::Table(rows) => all.extend(rows.into_iter().flatten().flatten()),
                Block::Heading { .. } | Block::Lines(_) => {}
            }
        }
        all
    }

    #[test]
    fn a_line_comes_apart() {
        let found = runs("**Do this.** See *Print*, `--out 2*3` and [more](#more-of-it) [1].");
        let link = Run {
            text: "more".to_owned(),
            style: Style::Plain,
            link: Some("#more-of-it".to_owned()),
        };
        assert_eq!(
            found,
            [
                run("Do this.", Style::Strong),
                run(" See ", Style::Plain),
                run("Print", Style::Shown),
                run(", ", Style::Plain),
                run("--out 2*3", Style::Typed),
                run(" and ", Style::Plain),
                link,
                run(" [1].", Style::Plain),
            ]
        );
        assert_eq!(anchor("Deals: list, board and page"), "deals-list-board-and-page");
        assert_eq!(anchor("备份和恢复"), "备份和恢复");
    }

    #[test]
    fn a_chapter_comes_apart() {
        let text = "# Guide\n\n## One\n\n1. First\n   - inside\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n### Two\n\nWords\n\n```\nx\n```\n";
        let chapters = chapters(text);
        assert_eq!(chapters.len(), 1);
        let chapter = &chapters[0];
        let plain = |text: &str| vec![run(text, Style::Plain)];
        let item = |inside, number: &str, text: &str| Block::Item {
            inside,
            number: number.to_owned(),
            text: plain(text),
        };
        let row = |a: &str, b: &str| vec![plain(a), plain(b)];
        assert_eq!(
            chapter.blocks,
            [
                heading("One", false),
                item(false, "1.", "First"),
                item(true, "", "inside"),
                Block::Table(vec![row("a", "b"), row("1", "2")]),
                heading("Two", true),
                Block::Paragraph(plain("Words")),
                Block::Lines(vec!["x".to_owned()]),
            ]
        );
        let titles: Vec<&str> = chapter.sections.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["One", "Two"]);
        assert!(chapter.sections[0].words.contains("inside"));
        assert!(!chapter.sections[0].words.contains("words"));
    }

    #[test]
    fn both_guides_are_read_to_the_last_sign_and_have_the_same_parts() {
        let (zh, en) = (chapters(CHINESE), chapters(ENGLISH));
        let parts = |all: &[Chapter]| -> Vec<usize> {
            all.iter().map(|chapter| chapter.sections.len()).collect()
        };
        assert_eq!(parts(&zh), parts(&en));
        assert!(zh.len() > 20, "only {} chapters", zh.len());
        for text in [CHINESE, ENGLISH] {
            for run in all_runs(text) {
                let signs = run.style != Style::Typed && run.text.contains(['*', '`']);
                assert!(!signs, "this is written in another way: {}", run.text);
            }
            for chapter in chapters(text) {
                for block in &chapter.blocks {
                    if let Block::Table(rows) = block {
                        let count = rows[0].len();
                        assert!(
                            rows.iter().all(|row| row.len() == count),
                            "{}",
                            chapter.sections[0].title
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn every_link_leads_to_a_heading_and_no_heading_has_anothers_name() {
        for text in [CHINESE, ENGLISH] {
            let chapters = chapters(text);
            let mut names: Vec<String> = chapters
                .iter()
                .flat_map(|chapter| chapter.sections.iter().map(|section| section.anchor.clone()))
                .collect();
            let links: Vec<String> =
                all_runs(text).into_iter().filter_map(|run| run.link).collect();
            assert!(links.len() >= 10, "only {} links", links.len());
            for link in links {
                let name =
                    link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads elsewhere"));
                assert!(names.iter().any(|known| known == name), "{link} leads nowhere");
            }
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "two headings have one name");
        }
    }
}
