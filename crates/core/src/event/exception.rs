//! What went wrong, who is at fault, what must be done, by whom and by when.

use serde::{Deserialize, Serialize};

use super::own;
use crate::{epcis::Node, lifecycle::Name, time::Instant};

/// Declares an enum of words with their serialised form.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$item_doc])* #[serde(rename = $word)] $item,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$item),*];

            /// The word for it in documents.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$item => $word,)* }
            }
        }
    };
}

words! {
    /// Whose fault it is.
    Blame {
        /// Whoever carries.
        Carrier = "carrier",
        /// Whoever sends.
        Consignor = "consignor",
        /// Whoever receives.
        Consignee = "consignee",
        /// An authority at the border.
        Customs = "customs",
        /// Weather, strikes, acts of God: nobody.
        Nobody = "nobody",
        /// Not known yet.
        Unknown = "unknown",
    }
}

words! {
    /// What went wrong.
    Reason {
        /// Goods are damaged.
        Damaged = "damaged",
        /// Pieces are missing.
        Shortage = "shortage",
        /// More pieces than there should be.
        Overage = "overage",
        /// The whole cannot be found.
        Lost = "lost",
        /// It went the wrong way.
        Missorted = "missorted",
        /// The vehicle broke down.
        Breakdown = "breakdown",
        /// It runs late.
        Delayed = "delayed",
        /// No room on the vehicle.
        NoCapacity = "no_capacity",
        /// Goods were not ready at pickup.
        NotReady = "not_ready",
        /// Packed so that it cannot be carried.
        BadPackaging = "bad_packaging",
        /// The label cannot be read.
        BadLabel = "bad_label",
        /// The address does not lead there.
        WrongAddress = "wrong_address",
        /// A document of the consignor is missing or wrong.
        DocumentsMissing = "documents_missing",
        /// Nobody was there.
        NotHome = "not_home",
        /// The place was closed.
        Closed = "closed",
        /// The way in was barred.
        NoAccess = "no_access",
        /// The consignee would not take it.
        Refused = "refused",
        /// What was to be paid on delivery was not paid.
        NotPaid = "not_paid",
        /// The consignee asked for another time or place.
        Rescheduled = "rescheduled",
        /// Held for customs papers.
        CustomsDocuments = "customs_documents",
        /// Held until duties are paid.
        CustomsDuties = "customs_duties",
        /// Opened or X-rayed by customs.
        CustomsInspection = "customs_inspection",
        /// May not enter.
        Prohibited = "prohibited",
        /// Weather.
        Weather = "weather",
        /// Strike, unrest, disaster.
        ForceMajeure = "force_majeure",
        /// Anything else: see the note.
        Other = "other",
    }
}

impl Reason {
    /// Whose fault it usually is.
    #[must_use]
    pub const fn usual_blame(self) -> Blame {
        match self {
            Self::Damaged
            | Self::Shortage
            | Self::Overage
            | Self::Lost
            | Self::Missorted
            | Self::Breakdown
            | Self::Delayed
            | Self::NoCapacity => Blame::Carrier,
            Self::NotReady
            | Self::BadPackaging
            | Self::BadLabel
            | Self::WrongAddress
            | Self::DocumentsMissing
            | Self::Prohibited => Blame::Consignor,
            Self::NotHome
            | Self::Closed
            | Self::NoAccess
            | Self::Refused
            | Self::NotPaid
            | Self::Rescheduled
            | Self::CustomsDuties => Blame::Consignee,
            Self::CustomsDocuments | Self::CustomsInspection => Blame::Customs,
            Self::Weather | Self::ForceMajeure => Blame::Nobody,
            Self::Other => Blame::Unknown,
        }
    }
}

/// What must be done about an exception.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The role that must act.
    pub role: Name,
    /// What it must do.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Instant>,
}

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// What.
    pub reason: Reason,
    /// Whose fault, where it is not [the usual one](Reason::usual_blame).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_fault: Option<Blame>,
    /// What must be done; nothing when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// Anything else to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Exception {
    /// That this went wrong, by the usual fault, and nothing need be done.
    #[must_use]
    pub const fn new(reason: Reason) -> Self {
        Self { reason, at_fault: None, action: None, note: String::new() }
    }

    /// Whose fault it is: as stated, else the usual.
    #[must_use]
    pub fn blame(&self) -> Blame {
        self.at_fault.unwrap_or_else(|| self.reason.usual_blame())
    }

    /// Its fields in an EPCIS event.
    pub(super) fn nodes(&self) -> Vec<Node> {
        let mut nodes = vec![own("reason", self.reason.word()), own("at_fault", self.blame().word())];
        nodes.extend(self.action.iter().map(|action| {
            let mut fields = vec![own("role", action.role.as_str()), own("what", &action.what)];
            fields.extend(action.due.map(|due| own("due", crate::epcis::canonical::canonical_time(due))));
            Node { children: fields, ..own("action", "") }
        }));
        nodes.extend((!self.note.is_empty()).then(|| own("note", &self.note)));
        nodes
    }
}
