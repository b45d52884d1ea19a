//! The route colours of the page, seen with every kind of colour vision.
//!
//! Dichromacy after Machado, Oliveira and Fernandes (2009), severity 1; distances in `OKLab` (Ottosson, 2020); contrast
//! after WCAG 2.2. Two greys that are just told apart side by side are 0.02 apart in `OKLab`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test")]
#![allow(clippy::unreadable_literal, reason = "matrices stand as their sources print them")]

const STYLE: &str = include_str!("../src/page/style.css");
const COLOURS: usize = 8;

type Rgb = [f64; 3];
type Matrix = [[f64; 3]; 3];

const VISIONS: [(&str, Matrix); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    ("deuteranopia", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn times(matrix: &Matrix, [x, y, z]: Rgb) -> Rgb {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// Linear light of the `scheme`-th declaration of a colour: 0 is light, 1 is dark.
fn colour(name: &str, scheme: usize) -> Rgb {
    let declaration = format!("--{name}: #");
    let (at, _) = STYLE.match_indices(&declaration).nth(scheme).unwrap_or_else(|| panic!("no {name}"));
    let hex = &STYLE[at + declaration.len()..][..6];
    [0, 2, 4].map(|digit| {
        let value = f64::from(u8::from_str_radix(&hex[digit..digit + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn oklab(linear: Rgb) -> Rgb {
    let cones = times(
        &[
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        linear.map(|channel| channel.clamp(0.0, 1.0)),
    );
    times(
        &[
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        cones.map(f64::cbrt),
    )
}

fn apart(a: Rgb, b: Rgb) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |[red, green, blue]: Rgb| 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    let (a, b) = (luminance(a), luminance(b));
    a.max(b) / a.min(b)
}

#[test]
fn routes_stay_apart_for_every_kind_of_colour_vision() {
    for scheme in [0, 1] {
        let routes: Vec<Rgb> = (1..=COLOURS).map(|index| colour(&format!("route-{index}"), scheme)).collect();
        for (vision, matrix) in VISIONS {
            for first in 0..COLOURS {
                for second in 0..first {
                    let apart = apart(oklab(times(&matrix, routes[first])), oklab(times(&matrix, routes[second])));
                    assert!(apart > 0.09, "{vision}, scheme {scheme}: {} and {}: {apart:.3}", first + 1, second + 1);
                }
            }
        }
    }
}

#[test]
fn lines_are_seen_on_the_map_and_numbers_on_their_badges() {
    for scheme in [0, 1] {
        for index in 1..=COLOURS {
            let route = colour(&format!("route-{index}"), scheme);
            let on_map = contrast(route, colour("map", scheme));
            assert!(on_map >= 3.0, "scheme {scheme}, route {index} on the map: {on_map:.2}");
            let on_badge = contrast(route, colour(&format!("on-route-{index}"), scheme));
            assert!(on_badge >= 4.5, "scheme {scheme}, number on badge {index}: {on_badge:.2}");
        }
    }
}

#[test]
fn texts_are_readable_in_both_schemes() {
    for scheme in [0, 1] {
        for (text, ground) in [
            ("ink", "panel"),
            ("muted", "panel"),
            ("muted", "hover"),
            ("alert", "panel"),
            ("accent", "panel"),
            ("muted", "track"),
        ] {
            let contrast = contrast(colour(text, scheme), colour(ground, scheme));
            assert!(contrast >= 4.5, "scheme {scheme}: {text} on {ground}: {contrast:.2}");
        }
    }
}
