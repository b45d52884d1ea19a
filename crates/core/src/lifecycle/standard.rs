//! The lifecycle that ships: booking to delivery, failed attempts, hold, customs, return, loss, cancellation; pickup and
//! delivery in parts.
//!
//! Written as two tables so that the whole of it is read in one look; [`Lifecycle::standard`](super::Lifecycle::standard)
//! proves it like any other.

use super::{CommandRule, Guard, LifecycleDocument, Move, Name, Portion, StateRule, Tally, name::NameError};

/// Name, and the rank of a terminal state.
const STATES: &[(&str, Option<u32>)] = &[
    ("draft", None),
    ("booked", None),
    ("confirmed", None),
    ("pickup_failed", None),
    ("partly_picked_up", None),
    ("picked_up", None),
    ("in_transit", None),
    ("at_depot", None),
    ("in_customs", None),
    ("on_hold", None),
    ("out_for_delivery", None),
    ("ready_for_collection", None),
    ("delivery_failed", None),
    ("partly_delivered", None),
    ("returning", None),
    ("missing", None),
    ("rejected", Some(1)),
    ("cancelled", Some(2)),
    ("lost", Some(3)),
    ("returned", Some(4)),
    ("delivered_in_part", Some(5)),
    ("delivered", Some(6)),
];

/// The commands, one a line: command, event, from, to, roles, guards, moves.
type Row =
    (&'static str, &'static str, &'static [&'static str], &'static str, &'static [&'static str], &'static [Need], Option<Move>);

/// A guard as the table writes it.
enum Need {
    Document(&'static str),
    Pieces(Tally, Portion),
    Exception,
    Settled,
}

use Need::{Document, Exception, Pieces, Settled};

const CARRIES: &[&str] = &["carrier", "dispatcher", "driver"];
const OFFICE: &[&str] = &["carrier", "dispatcher"];
const NOTHING_LEFT: Need = Pieces(Tally::OnHand, Portion::None);
const SOME_LEFT: Need = Pieces(Tally::OnHand, Portion::Some);
const NONE_DELIVERED: Need = Pieces(Tally::Delivered, Portion::None);
const SOME_DELIVERED: Need = Pieces(Tally::Delivered, Portion::Some);
const SIGNED: Need = Document("proof_of_delivery");

const COMMANDS: &[Row] = &[
    ("book", "booked", &["draft"], "booked", &["consignor", "dispatcher"], &[], None),
    ("confirm", "confirmed", &["booked"], "confirmed", OFFICE, &[], None),
    ("reject", "rejected", &["booked"], "rejected", OFFICE, &[Exception], None),
    (
        "cancel",
        "cancelled",
        &["draft", "booked", "confirmed", "pickup_failed"],
        "cancelled",
        &["consignor", "dispatcher"],
        &[Pieces(Tally::PickedUp, Portion::None)],
        None,
    ),
    (
        "pick_up",
        "picked_up",
        &["confirmed", "pickup_failed", "partly_picked_up"],
        "picked_up",
        CARRIES,
        &[Document("waybill"), Pieces(Tally::PickedUp, Portion::All)],
        Some(Move::PickedUp),
    ),
    (
        "pick_up_part",
        "picked_up_in_part",
        &["confirmed", "pickup_failed", "partly_picked_up"],
        "partly_picked_up",
        CARRIES,
        &[Document("waybill"), Pieces(Tally::PickedUp, Portion::Part)],
        Some(Move::PickedUp),
    ),
    ("fail_pickup", "pickup_failed", &["confirmed", "pickup_failed"], "pickup_failed", CARRIES, &[Exception], None),
    ("depart", "departed", &["partly_picked_up", "picked_up", "at_depot"], "in_transit", CARRIES, &[], None),
    (
        "arrive",
        "arrived",
        &["in_transit", "out_for_delivery", "delivery_failed", "ready_for_collection", "partly_delivered"],
        "at_depot",
        CARRIES,
        &[SOME_LEFT],
        None,
    ),
    (
        "enter_customs",
        "entered_customs",
        &["in_transit", "at_depot"],
        "in_customs",
        &["carrier", "customs", "dispatcher"],
        &[],
        None,
    ),
    ("clear_customs", "cleared_customs", &["in_customs"], "in_transit", &["customs"], &[Document("customs_release")], None),
    (
        "hold",
        "held",
        &["in_transit", "at_depot", "in_customs", "out_for_delivery"],
        "on_hold",
        &["carrier", "customs", "dispatcher"],
        &[Exception],
        None,
    ),
    ("release", "released", &["on_hold"], "at_depot", &["carrier", "customs", "dispatcher"], &[Settled], None),
    (
        "start_delivery",
        "out_for_delivery",
        &["picked_up", "in_transit", "at_depot", "delivery_failed", "partly_delivered"],
        "out_for_delivery",
        CARRIES,
        &[SOME_LEFT],
        None,
    ),
    (
        "offer_collection",
        "offered_for_collection",
        &["at_depot", "out_for_delivery", "delivery_failed"],
        "ready_for_collection",
        CARRIES,
        &[],
        None,
    ),
    (
        "fail_delivery",
        "delivery_failed",
        &["out_for_delivery", "ready_for_collection"],
        "delivery_failed",
        CARRIES,
        &[Exception],
        None,
    ),
    (
        "deliver",
        "delivered",
        &["out_for_delivery", "ready_for_collection"],
        "delivered",
        CARRIES,
        &[SIGNED, Pieces(Tally::Delivered, Portion::All)],
        Some(Move::Delivered),
    ),
    (
        "deliver_part",
        "delivered_in_part",
        &["out_for_delivery", "ready_for_collection"],
        "partly_delivered",
        CARRIES,
        &[SIGNED, Pieces(Tally::Delivered, Portion::Part)],
        Some(Move::Delivered),
    ),
    ("close_short", "closed_short", &["partly_delivered"], "delivered_in_part", OFFICE, &[NOTHING_LEFT, SOME_DELIVERED], None),
    (
        "start_return",
        "return_started",
        &["at_depot", "in_customs", "on_hold", "delivery_failed", "ready_for_collection", "partly_delivered"],
        "returning",
        &["carrier", "consignee", "consignor", "dispatcher", "driver"],
        &[SOME_LEFT],
        None,
    ),
    (
        "take_back",
        "returned",
        &["returning"],
        "returned",
        &["consignor", "dispatcher"],
        &[NOTHING_LEFT, NONE_DELIVERED],
        Some(Move::Returned),
    ),
    (
        "take_back_rest",
        "rest_returned",
        &["returning"],
        "delivered_in_part",
        &["consignor", "dispatcher"],
        &[NOTHING_LEFT, SOME_DELIVERED],
        Some(Move::Returned),
    ),
    (
        "report_missing",
        "reported_missing",
        &["in_transit", "at_depot", "in_customs", "on_hold", "out_for_delivery", "returning", "partly_delivered"],
        "missing",
        &["carrier", "consignee", "consignor", "dispatcher", "driver"],
        &[Exception, SOME_LEFT],
        None,
    ),
    ("find", "found", &["missing"], "at_depot", CARRIES, &[], None),
    (
        "write_off",
        "written_off",
        &["missing"],
        "lost",
        OFFICE,
        &[Document("loss_report"), NOTHING_LEFT, NONE_DELIVERED],
        Some(Move::Lost),
    ),
    (
        "write_off_rest",
        "rest_written_off",
        &["missing"],
        "delivered_in_part",
        OFFICE,
        &[Document("loss_report"), NOTHING_LEFT, SOME_DELIVERED],
        Some(Move::Lost),
    ),
];

/// The standard lifecycle as a document.
pub(super) fn document() -> Result<LifecycleDocument, NameError> {
    let states = STATES.iter().map(|&(name, terminal_rank)| Ok(StateRule { name: Name::new(name)?, terminal_rank }));
    Ok(LifecycleDocument {
        name: Name::new("standard")?,
        version: "1".into(),
        initial: Name::new("draft")?,
        roles: names(&["carrier", "consignee", "consignor", "customs", "dispatcher", "driver"])?,
        documents: names(&["waybill", "customs_release", "proof_of_delivery", "loss_report"])?,
        states: states.collect::<Result<_, NameError>>()?,
        commands: COMMANDS.iter().map(command).collect::<Result<_, _>>()?,
    })
}

fn names(texts: &[&str]) -> Result<Vec<Name>, NameError> {
    texts.iter().copied().map(Name::new).collect()
}

fn command(&(name, event, from, to, roles, needs, moves): &Row) -> Result<CommandRule, NameError> {
    let guard = |need: &Need| {
        Ok(match *need {
            Document(name) => Guard::Document { name: Name::new(name)? },
            Pieces(of, is) => Guard::Pieces { of, is },
            Exception => Guard::Exception,
            Settled => Guard::Settled,
        })
    };
    Ok(CommandRule {
        name: Name::new(name)?,
        event: Name::new(event)?,
        from: names(from)?,
        to: Name::new(to)?,
        roles: names(roles)?,
        guards: needs.iter().map(guard).collect::<Result<_, NameError>>()?,
        moves,
    })
}
