//! The families of the comparison: instances, how they are priced, how long they are searched, who else can solve them.

/// Instances that are compared in one table.
pub(super) struct Family {
    pub(super) name: &'static str,
    /// What the table is called.
    pub(super) title: &'static str,
    pub(super) instances: &'static [&'static str],
    /// Convention; none: that of the instances' folder.
    pub(super) rule: Option<&'static str>,
    /// The folder of the instances, where their names do not tell.
    pub(super) folder: Option<&'static str>,
    /// Seconds of each run, one table each; zero: the first plan alone.
    pub(super) seconds: &'static [f64],
    pub(super) peers: &'static [&'static str],
}

/// In the order in which they are printed.
pub(super) const FAMILIES: [Family; 11] = [
    Family {
        name: "cvrp",
        title: "CVRP, Uchoa X",
        instances: &["X-n101-k25", "X-n200-k36", "X-n327-k20", "X-n502-k39", "X-n655-k131", "X-n766-k71", "X-n1001-k43"],
        rule: None,
        folder: None,
        seconds: &[1.0, 10.0, 60.0],
        peers: &["pyvrp", "hygese"],
    },
    Family {
        name: "roads",
        title: "CVRP on road matrices",
        instances: &["Loggi-n401-k23", "ORTEC-n510-k23", "Loggi-n601-k42"],
        rule: None,
        folder: None,
        seconds: &[10.0],
        peers: &["pyvrp", "hygese"],
    },
    Family {
        name: "vrptw",
        title: "VRPTW, distance",
        instances: &["C201", "R101", "RC208", "C1_2_1", "R1_4_1", "RC2_6_1", "R2_10_1"],
        rule: None,
        folder: None,
        seconds: &[10.0, 60.0],
        peers: &["pyvrp"],
    },
    Family {
        name: "ortec",
        title: "VRPTW on asymmetric road matrices",
        instances: &["ORTEC-VRPTW-ASYM-6a265c9a-d1-n201-k13", "ORTEC-VRPTW-ASYM-dcfe2527-d1-n304-k21"],
        rule: None,
        folder: None,
        seconds: &[10.0, 60.0],
        peers: &["pyvrp"],
    },
    Family {
        name: "vehicles",
        title: "VRPTW, fewest vehicles first",
        instances: &["R101", "RC208", "R1_4_1", "RC2_6_1", "R2_10_1"],
        rule: Some("hier"),
        folder: None,
        seconds: &[10.0, 60.0],
        peers: &["pyvrp-minfleet"],
    },
    Family {
        name: "pdptw",
        title: "PDPTW, fewest vehicles first",
        instances: &["LR1_2_1", "LRC2_4_1", "LR1_10_1"],
        rule: Some("hier"),
        folder: None,
        seconds: &[10.0, 60.0],
        peers: &["pyvrp"],
    },
    Family {
        name: "depots",
        title: "Several depots, windows",
        instances: &["PR11A", "PR13A", "PR21B"],
        rule: Some("exact"),
        folder: None,
        seconds: &[10.0],
        peers: &["pyvrp-file"],
    },
    Family {
        name: "fleet",
        title: "Several vehicle types",
        instances: &["X106-FSMD", "X129-FSMFD", "X1001-FSMF"],
        rule: Some("exact"),
        folder: None,
        seconds: &[10.0],
        peers: &["pyvrp-file"],
    },
    Family {
        name: "prizes",
        title: "Prizes, windows",
        instances: &["C1_10_8", "C2_10_8"],
        rule: Some("tenths"),
        folder: Some("pcvrptw"),
        seconds: &[10.0],
        peers: &["pyvrp-file"],
    },
    Family {
        name: "huge",
        title: "Belgium",
        instances: &["Leuven1", "Antwerp1", "Ghent2", "Flanders2"],
        rule: None,
        folder: None,
        seconds: &[60.0, 120.0, 600.0],
        peers: &[],
    },
    Family {
        name: "first",
        title: "First plan",
        instances: &["X-n1001-k43", "Ghent2"],
        rule: None,
        folder: None,
        seconds: &[0.0],
        peers: &[],
    },
];
