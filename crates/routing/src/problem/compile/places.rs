//! Places, and the travel between them.

use std::collections::BTreeMap;

use haulage_core::fault::Path;

use super::Compiler;
use crate::{
    problem::{Place, PlaceDocument, PlaceIndex, PlaceReference, Problem, Profile, ProfileDocument},
    travel::{Grid, Hours, Travel, TravelDocument},
};

impl Compiler {
    pub(super) fn places(&mut self, places: &[PlaceDocument]) {
        let list = Path::ROOT.key("places");
        for (index, place) in places.iter().enumerate() {
            let path = list.index(index);
            if place.id.trim().is_empty() {
                self.fault(&path.key("id"), "problem.blank_id", "the place has no name", "give it one");
            } else if self.place_ids.insert(place.id.clone(), index).is_some() {
                let cause = format!("`{}` names two places", place.id);
                self.fault(&path.key("id"), "problem.duplicate_id", cause, "give each place a name of its own");
            }
            if place.point.is_some_and(|point| !(point.x.is_finite() && point.y.is_finite())) {
                self.fault(
                    &path.key("point"),
                    "problem.not_finite",
                    "a coordinate is not a finite number",
                    "give finite numbers",
                );
            }
            self.problem.places.push(Place { id: place.id.clone(), position: place.position, point: place.point });
        }
    }

    pub(super) fn place(&mut self, path: &Path<'_>, place: &PlaceReference) -> PlaceIndex {
        match place {
            PlaceReference::Id(id) => self.place_ids.get(id).copied().unwrap_or_else(|| {
                self.fault(
                    path,
                    "problem.unknown_place",
                    format!("there is no place `{id}`"),
                    "name a place of `places`, or give lat and lon",
                );
                0
            }),
            PlaceReference::Position(position) => {
                self.problem.places.push(Place { id: String::new(), position: Some(*position), point: None });
                self.problem.places.len() - 1
            }
        }
    }

    pub(super) fn named_place(&mut self, path: &Path<'_>, id: &str) -> usize {
        self.place(path, &id.into())
    }

    pub(super) fn profiles(&mut self, profiles: Vec<ProfileDocument>) {
        let list = Path::ROOT.key("profiles");
        if profiles.is_empty() {
            self.fault(&list, "problem.no_profiles", "there is no way of travelling", "give at least one profile");
        }
        for (index, profile) in profiles.into_iter().enumerate() {
            let path = list.index(index);
            if profile.id.trim().is_empty() {
                self.fault(&path.key("id"), "problem.blank_id", "the profile has no name", "give it one");
            } else if self.profile_ids.get(&profile.id).is_some_and(|&last| last != index) {
                let cause = format!("`{}` names two profiles", profile.id);
                self.fault(&path.key("id"), "problem.duplicate_id", cause, "give each profile a name of its own");
            }
            let travel = self.travel(&path.key("travel"), profile.travel);
            let hourly_percents = self.hours(&path.key("hourly_speed_percent"), &profile.hourly_speed_percent);
            self.problem.profiles.push(Profile { id: profile.id, travel, hourly_percents });
        }
    }

    pub(super) fn profile(&mut self, path: &Path<'_>, id: Option<&str>) -> usize {
        let Some(id) = id else { return 0 };
        self.profile_ids.get(id).copied().unwrap_or_else(|| {
            self.fault(path, "problem.unknown_profile", format!("there is no profile `{id}`"), "name a profile of `profiles`");
            0
        })
    }

    fn travel(&mut self, path: &Path<'_>, document: TravelDocument) -> Travel {
        match document {
            TravelDocument::Matrix { distances_m, durations_s } => {
                let path = path.key("matrix");
                for (key, grid) in [("distances_m", Some(&distances_m)), ("durations_s", durations_s.as_ref())] {
                    let places = self.problem.places.len();
                    if grid.is_some_and(|grid| grid.size() != places) {
                        let cause = format!("the matrix has {} rows for {places} places", grid.map_or(0, Grid::size));
                        self.fault(
                            &path.key(key),
                            "problem.matrix_size",
                            cause,
                            "give one row and column a place; name every place",
                        );
                    }
                }
                Travel::matrix(distances_m, durations_s)
            }
            TravelDocument::GreatCircle { detour, speed_kmh } => {
                let path = path.key("great_circle");
                if !(1.0..=10.0).contains(&detour) {
                    self.fault(&path.key("detour"), "problem.detour", format!("detour factor {detour}"), "give 1 to 10");
                }
                if !(0.1..=1_000.0).contains(&speed_kmh) {
                    self.fault(&path.key("speed_kmh"), "problem.speed", format!("speed {speed_kmh} km/h"), "give 0.1 to 1000");
                }
                let vectors = self.located(&path, |place| place.position.map(|position| position.unit_vector()), "position");
                Travel::great_circle(vectors, detour, speed_kmh / 3.6)
            }
            TravelDocument::Euclidean { scale, rounding } => {
                let path = path.key("euclidean");
                if !(1e-6..=1e9).contains(&scale) {
                    self.fault(&path.key("scale"), "problem.scale", format!("scale {scale}"), "give 0.000001 to 1000000000");
                }
                Travel::euclidean(self.located(&path, |place| place.point, "point"), scale, rounding)
            }
        }
    }

    /// What computed travel needs of every place; a fault for each place that lacks it.
    fn located<T>(&mut self, path: &Path<'_>, locate: impl Fn(&Place) -> Option<T>, what: &str) -> Vec<T> {
        let found: Vec<T> = self.problem.places.iter().filter_map(&locate).collect();
        if found.len() < self.problem.places.len() {
            let lacking = self.problem.places.iter().find(|place| locate(place).is_none()).map_or("", |place| &place.id);
            let cause = format!("place `{lacking}` has no {what}");
            self.fault(path, "problem.unlocated_place", cause, "locate every place, or travel by a matrix");
        }
        found
    }

    fn hours(&mut self, path: &Path<'_>, percents: &[u32]) -> Option<[i64; 24]> {
        if percents.is_empty() {
            return None;
        }
        for (index, percent) in percents.iter().enumerate().filter(|(_, percent)| !(1..=1_000).contains(*percent)) {
            self.fault(&path.index(index), "problem.speed", format!("{percent} % of the usual speed"), "give 1 to 1000");
        }
        let all: Option<[i64; 24]> =
            percents.iter().map(|&percent| i64::from(percent.max(1))).collect::<Vec<_>>().try_into().ok();
        if all.is_none() {
            let cause = format!("{} speeds for the 24 hours of a day", percents.len());
            self.fault(path, "problem.hours", cause, "give 24, from midnight on");
        }
        all
    }

    /// The profiles that vehicles use, each at the speeds that they have.
    pub(super) fn travels(&mut self) {
        let mut known = BTreeMap::new();
        let second_of_day = self.problem.second_of_day();
        let Problem { vehicles, travels, profiles, .. } = &mut self.problem;
        for vehicle in vehicles {
            let Some(profile) = profiles.get(vehicle.profile) else { continue };
            vehicle.travel = *known.entry((vehicle.profile, vehicle.speed_percent)).or_insert_with(|| {
                let paced = profile.travel.paced(vehicle.speed_percent);
                let hours = profile.hourly_percents.map(|percents| Hours::new(percents, second_of_day));
                travels.push(match hours {
                    Some(hours) => paced.by_the_hour(hours),
                    None => paced,
                });
                travels.len() - 1
            });
        }
    }
}
