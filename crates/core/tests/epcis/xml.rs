//! EPCIS's XML form as the same tree of fields: a second syntax must give the same identity.

use std::collections::BTreeMap;

use haulage_core::epcis::Node;
use quick_xml::{
    NsReader,
    events::{BytesStart, Event},
    name::ResolveResult,
};

/// The type and the fields of each event of a document.
pub(crate) fn events(text: &str) -> Vec<(String, Vec<Node>)> {
    let mut reader = NsReader::from_str(text);
    let mut stack = vec![Node::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => stack.push(open(&reader, &start)),
            Event::Empty(start) => {
                let node = open(&reader, &start);
                close(&mut stack, node);
            }
            Event::End(_) => {
                let node = stack.pop().unwrap();
                close(&mut stack, node);
            }
            Event::Text(text) => stack.last_mut().unwrap().value.push_str(&text),
            Event::GeneralRef(entity) => {
                let entities = BTreeMap::from([("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')]);
                stack.last_mut().unwrap().value.push(entities[&*entity]);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = stack.pop().unwrap();
    let list = find(&root, "EventList").expect("an event list");
    list.children.iter().map(|event| (event.name.clone(), event.children.clone())).collect()
}

fn open(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Node {
    let resolve = |namespace: ResolveResult<'_>, local: &str| match namespace {
        ResolveResult::Bound(namespace) => format!("{{{}}}{local}", namespace.0),
        _ => local.to_owned(),
    };
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let mut node = Node::value(resolve(namespace, local.as_ref()), "");
    for attribute in start.attributes().map(Result::unwrap) {
        if attribute.key.as_ref().starts_with("xmlns") {
            continue;
        }
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        node.children.push(Node::value(resolve(namespace, local.as_ref()), expand(&attribute.value)));
    }
    node
}

/// Puts a finished element into its parent, as the tree has it.
fn close(stack: &mut [Node], mut node: Node) {
    node.value = expand(node.value.trim());
    let parent = stack.last_mut().unwrap();
    match node.name.as_str() {
        "extension" | "baseExtension" => parent.children.append(&mut node.children),
        "bizTransaction" | "source" | "destination" => {
            node.children.push(Node::value(node.name.clone(), std::mem::take(&mut node.value)));
            parent.children.push(node);
        }
        _ => {
            // Text beside elements is white space of the layout.
            if !node.children.is_empty() && node.value.trim().is_empty() {
                node.value.clear();
            }
            parent.children.push(node);
        }
    }
}

fn expand(value: &str) -> String {
    let prefixes = [("gs1:", "https://gs1.org/voc/"), ("cbv:", "https://ref.gs1.org/cbv/")];
    let known = prefixes.iter().find_map(|(prefix, uri)| value.strip_prefix(prefix).map(|rest| format!("{uri}{rest}")));
    known.unwrap_or_else(|| value.to_owned())
}

fn find<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    if node.name == name { Some(node) } else { node.children.iter().find_map(|child| find(child, name)) }
}
