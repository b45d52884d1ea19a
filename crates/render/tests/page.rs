//! The page in a real browser: headless Chromium, where one is installed.
//!
//! A probe page holds the plan's page in frames of several sizes, reports what their scripts raised and what sticks out,
//! then uses them: clicks, types, presses keys. Chromium prints the probe's document when all is done.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "helpers of a test")]

mod support;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use haulage_routing::{plan::Plan, problem::Problem};

const PROBE: &str = include_str!("support/probe.html");

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let path = env::var_os("PATH")?;
    env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name))).find(|file| file.is_file())
}

/// What the probe found out about a plan's page, or none without a browser.
fn probe(name: &str, (problem, plan): (Problem, Plan)) -> Option<serde_json::Value> {
    let Some(chromium) = chromium() else {
        println!("skipped: no Chromium on the PATH to open the page with");
        return None;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("page-{name}"));
    fs::create_dir_all(&folder).unwrap();
    let page = haulage_render::html(&problem, &plan);
    fs::write(folder.join("plan.html"), &page).unwrap();
    let embedded = serde_json::to_string(&page).unwrap().replace('<', "\\u003c");
    let probe = folder.join("probe.html");
    fs::write(&probe, PROBE.replacen("\"THE PAGE\"", &embedded, 1)).unwrap();
    let run = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--dump-dom",
            "--virtual-time-budget=20000",
            "--window-size=1500,1000",
        ])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(&probe)
        .output()
        .unwrap();
    let document = String::from_utf8(run.stdout).unwrap();
    let report = document.split_once("<pre id=\"report\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let Some((report, _)) = report else {
        panic!("the probe did not end: {}", String::from_utf8_lossy(&run.stderr));
    };
    let report = report.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Some(serde_json::from_str(&report).unwrap())
}

/// What must hold on every page: no error, nothing wider than the screen, every text a text.
fn assert_sound(report: &serde_json::Value) {
    assert_eq!(report["errors"], serde_json::json!([]));
    for frame in report["frames"].as_array().unwrap() {
        assert_eq!(frame["overflow"], 0, "{} px wide", frame["width"]);
        assert_eq!(frame["sticking_out"], serde_json::json!([]), "{} px wide", frame["width"]);
        assert_eq!(frame["foreign"], 0, "no element but the page's own");
    }
}

#[test]
fn a_real_day_fits_a_telephone_and_a_desk() {
    let Some(report) = probe("day", support::real_day()) else { return };
    assert_sound(&report);
    let desk = &report["frames"][1];
    assert_eq!(desk["rows"], desk["routes"], "{desk}");
    assert_eq!(desk["entries"], 221, "{desk}");
    assert!(desk["inked"].as_u64().unwrap() > 1_000, "the map is drawn: {desk}");
}

#[test]
fn map_timeline_and_list_follow_each_other() {
    let Some(report) = probe("sync", support::real_day()) else { return };
    let used = &report["used"];
    assert_eq!(used["route_by_timeline"], serde_json::json!({"list": [3], "pressed": [3], "details": "van 3"}), "{used}");
    assert_eq!(used["stop_by_list"]["current"], 1, "{used}");
    assert_eq!(used["stop_by_list"]["details"], used["stop_by_list"]["name"], "{used}");
    assert_eq!(used["search"], serde_json::json!({"entries": 1, "count": "1 stop"}), "{used}");
    assert_eq!(used["unassigned_filter"], 3, "{used}");
    assert_eq!(used["escape"], serde_json::json!({"pressed": 0, "details_hidden": true}), "{used}");
    assert_eq!(used["route_by_map"], 1, "a click on a line singles its route out: {used}");
    assert_eq!(used["focusable"], true, "{used}");
}

#[test]
fn hostile_names_stay_names() {
    let Some(report) = probe("hostile", support::hostile_day()) else { return };
    assert_sound(&report);
    assert!(report["frames"][1]["text"].as_str().unwrap().contains("<img src=x onerror=alert(1)>"), "{report}");
}

#[test]
fn a_day_without_positions_has_no_map_but_all_the_rest() {
    let Some(report) = probe("nowhere", support::day_without_positions()) else { return };
    assert_sound(&report);
    assert_eq!(report["frames"][1]["inked"], 0);
    assert_eq!(report["frames"][1]["entries"], 2);
}

#[test]
fn a_plan_of_another_problem_raises_no_error() {
    let (problem, _) = support::day_without_positions();
    let (_, mut plan) = support::real_day();
    plan.routes[1].stops.clear();
    let Some(report) = probe("foreign", (problem, plan)) else { return };
    assert_sound(&report);
}

#[test]
fn a_tour_of_several_days_names_its_days() {
    let Some(report) = probe("days", support::days_on_the_road()) else { return };
    assert_sound(&report);
    let text = report["frames"][0]["text"].as_str().unwrap();
    assert!(text.contains("Sat 21 Nov") || text.contains("Sat, 21 Nov"), "{text}");
}

#[test]
fn a_plane_is_drawn_and_an_empty_day_says_so() {
    let Some(report) = probe("plane", support::day_on_a_plane()) else { return };
    assert_sound(&report);
    assert!(report["frames"][1]["inked"].as_u64().unwrap() > 1_000, "{report}");
    let Some(report) = probe("empty", support::empty_day()) else { return };
    assert_sound(&report);
    assert_eq!(report["frames"][1]["entries"], 3);
}
