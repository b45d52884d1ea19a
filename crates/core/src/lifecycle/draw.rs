//! A lifecycle drawn: the picture comes from the thing that runs, not from a slide.

use super::{CommandRule, Lifecycle};

impl Lifecycle {
    /// A Mermaid state diagram.
    #[must_use]
    pub fn to_mermaid(&self) -> String {
        let document = self.document();
        let mut lines = vec!["stateDiagram-v2".to_owned(), format!("    [*] --> {}", document.initial)];
        lines.extend(document.commands.iter().flat_map(|command| {
            // Mermaid ends a label at the end of the line; a colon inside would start another.
            let label = label(command);
            command.from.iter().map(move |from| format!("    {from} --> {}: {label}", command.to))
        }));
        let ends = document.states.iter().filter(|state| state.terminal_rank.is_some());
        lines.extend(ends.map(|state| format!("    {} --> [*]", state.name)));
        lines.join("\n") + "\n"
    }

    /// A Graphviz DOT digraph.
    #[must_use]
    pub fn to_dot(&self) -> String {
        let document = self.document();
        let mut lines = vec![
            format!("digraph \"{}\" {{", document.name),
            "    rankdir=LR;".to_owned(),
            "    node [shape=box, style=rounded];".to_owned(),
            "    start [shape=point];".to_owned(),
            format!("    start -> \"{}\";", document.initial),
        ];
        let ends = document.states.iter().filter(|state| state.terminal_rank.is_some());
        lines.extend(ends.map(|state| format!("    \"{}\" [peripheries=2];", state.name)));
        lines.extend(document.commands.iter().flat_map(|command| {
            let label = label(command);
            command.from.iter().map(move |from| format!("    \"{from}\" -> \"{}\" [label=\"{label}\"];", command.to))
        }));
        lines.push("}".to_owned());
        lines.join("\n") + "\n"
    }
}

/// `deliver [document proof_of_delivery, delivered all]`: names and the words of guards only, so nothing needs escaping.
fn label(command: &CommandRule) -> String {
    let guards = command.guards.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if guards.is_empty() { command.name.to_string() } else { format!("{} [{guards}]", command.name) }
}
