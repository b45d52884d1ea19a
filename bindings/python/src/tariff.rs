//! Tariffs: compiled once, kept, and asked for the prices of whole frames.

use std::sync::Arc;

use arrow_array::{
    ArrayRef,
    builder::{ArrayBuilder, Decimal128Builder, StringBuilder, StringDictionaryBuilder},
    types::Int32Type,
};
use haulage_api::{ApiError, read};
use haulage_core::{
    fault::Faults,
    money::{Amount, Currency},
    tariff::{CompiledTariff, LineKind, Quote, QuoteError, QuoteRequest},
};
use pyo3::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    crossing::Carried,
    errors::{failed, from_api, invalid},
    frames,
    hints::Dict,
    record,
    table::Table,
    words::Words,
};

/// Digits of an Arrow decimal: more than any amount has.
const PRECISION: u8 = 38;
/// Decimal places of a chargeable weight in a table: to the microgram.
const KILOGRAM_DIGITS: u32 = 9;

/// A tariff, validated as a whole and compiled: keep it, and quote as often as you like.
#[pyclass(frozen, eq, module = "haulage")]
pub(crate) struct Tariff {
    compiled: CompiledTariff,
    document: String,
}

impl PartialEq for Tariff {
    fn eq(&self, other: &Self) -> bool {
        self.compiled.digest() == other.compiled.digest()
    }
}

#[pymethods]
impl Tariff {
    /// Compiles a tariff document: plain values, as `haulage.call("quote", ...)` takes them. `ValidationError.faults` lists
    /// everything that is wrong.
    #[new]
    #[pyo3(signature = (document, /))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = record::plain_to_json(document)?;
        let tariff = read::<haulage_core::tariff::Tariff>(document.as_bytes()).map_err(from_api)?;
        let compiled = CompiledTariff::compile(&tariff).map_err(|faults| invalid(&faults))?;
        Ok(Self { compiled, document })
    }

    /// Name of the agreement.
    #[getter]
    fn id(&self) -> Carried<String> {
        Carried(self.compiled.id().to_owned())
    }

    /// Currency of its amounts.
    #[getter]
    fn currency(&self) -> Carried<Currency> {
        Carried(self.compiled.currency())
    }

    /// SHA-256 of the document; every quote carries it.
    #[getter]
    fn digest(&self) -> Carried<String> {
        Carried(self.compiled.digest().to_string())
    }

    /// The document as plain values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Dict<'py>> {
        Ok(Dict(record::from_json(py, &self.document)?.cast_into()?))
    }

    /// The quote for one shipment, with all its lines; `RefusedError` when the tariff has no price for it.
    #[pyo3(signature = (shipment, /))]
    fn quote<'py>(&self, shipment: &Bound<'py, PyAny>) -> PyResult<Dict<'py>> {
        let py = shipment.py();
        let shipment = read::<QuoteRequest>(record::plain_to_json(shipment)?.as_bytes()).map_err(from_api)?;
        let quote = self.compiled.quote(&shipment).map_err(|error| no_price(&error))?;
        record::plain(py, &quote.of_request(&shipment))
    }

    /// The prices of a frame, row by row; see `haulage.quotes`.
    #[pyo3(signature = (frame, /))]
    fn quotes(&self, frame: &Bound<'_, PyAny>) -> PyResult<Table> {
        let mut rows = Rows::new(&self.compiled);
        frames::quote_requests(frame, |request, faults| rows.price(&self.compiled, request.as_ref(), &faults))?;
        rows.table()
    }

    fn __repr__(&self) -> String {
        format!("<haulage.Tariff: {} in {}>", self.compiled.id(), self.compiled.currency())
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.compiled.digest().hash(&mut hasher);
        hasher.finish()
    }

    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<(Dict<'py>,)> {
        Ok((self.to_dict(py)?,))
    }
}

fn no_price(error: &QuoteError) -> PyErr {
    from_api(ApiError::refused(error.code(), error.to_string()))
}

type Names = StringDictionaryBuilder<Int32Type>;

/// Prices column by column. A row without a price has an error and no amounts.
struct Rows {
    currency: Currency,
    reference: StringBuilder,
    version: Names,
    zone: Names,
    lane: Names,
    rule: Names,
    chargeable_kg: Decimals,
    decided_by: Words,
    freight: Decimals,
    net: Decimals,
    tax: Decimals,
    total: Decimals,
    converted: Decimals,
    converted_currency: Names,
    error: Words,
    detail: StringBuilder,
}

impl Rows {
    fn new(tariff: &CompiledTariff) -> Self {
        let amounts = || Decimals::new(tariff.amount_digits());
        Self {
            currency: tariff.currency(),
            reference: StringBuilder::new(),
            version: Names::new(),
            zone: Names::new(),
            lane: Names::new(),
            rule: Names::new(),
            chargeable_kg: Decimals::new(KILOGRAM_DIGITS),
            decided_by: Words::default(),
            freight: amounts(),
            net: amounts(),
            tax: amounts(),
            total: amounts(),
            converted: Decimals::new(tariff.converted_digits()),
            converted_currency: Names::new(),
            error: Words::default(),
            detail: StringBuilder::new(),
        }
    }

    fn price(&mut self, tariff: &CompiledTariff, request: Option<&QuoteRequest>, faults: &Faults) {
        self.reference.append_option(request.and_then(|request| request.reference.as_deref()));
        match request.filter(|_| faults.is_empty()).map(|request| tariff.quote(request)) {
            Some(Ok(quote)) => self.quoted(&quote),
            Some(Err(error)) => self.refused(error.code(), &error),
            None => self.refused("frame.value", faults),
        }
    }

    fn quoted(&mut self, quote: &Quote<'_>) {
        let freight = quote.lines.iter().find(|line| line.kind == LineKind::Freight);
        let converted = quote.converted.as_ref();
        self.version.append_value(&quote.version);
        self.zone.append_value(&quote.zone);
        self.lane.append_value(&quote.lane);
        self.rule.append_option(freight.map(|line| &*line.rule));
        self.chargeable_kg.push(Some(quote.chargeable_weight.kg));
        self.decided_by.push(Some(quote.chargeable_weight.decided_by.name()));
        self.freight.push(freight.map(|line| line.amount));
        self.net.push(Some(quote.net));
        self.tax.push(Some(quote.tax));
        self.total.push(Some(quote.total));
        self.converted.push(converted.map(|converted| converted.total));
        self.converted_currency.append_option(converted.map(|converted| converted.currency.code()));
        self.error.push(None);
        self.detail.append_null();
    }

    fn refused(&mut self, code: &'static str, why: &dyn std::fmt::Display) {
        for names in [&mut self.version, &mut self.zone, &mut self.lane, &mut self.rule, &mut self.converted_currency] {
            names.append_null();
        }
        let amounts = [&mut self.freight, &mut self.net, &mut self.tax, &mut self.total, &mut self.converted];
        amounts.into_iter().chain([&mut self.chargeable_kg]).for_each(|amounts| amounts.push(None));
        self.decided_by.push(None);
        self.error.push(Some(code));
        self.detail.append_value(why.to_string());
    }

    fn table(mut self) -> PyResult<Table> {
        let rows = self.version.len();
        let mut currency = Names::new();
        // One currency for all rows, so that a table that leaves this process says what its amounts are.
        currency.append_values(self.currency.code(), rows);
        let names = |mut names: Names| Arc::new(names.finish()) as ArrayRef;
        Table::of(vec![
            ("reference", Arc::new(self.reference.finish()), true),
            ("version", names(self.version), true),
            ("zone", names(self.zone), true),
            ("lane", names(self.lane), true),
            ("rule", names(self.rule), true),
            ("chargeable_kg", self.chargeable_kg.finish()?, true),
            ("decided_by", self.decided_by.finish(), true),
            ("freight", self.freight.finish()?, true),
            ("net", self.net.finish()?, true),
            ("tax", self.tax.finish()?, true),
            ("total", self.total.finish()?, true),
            ("currency", names(currency), true),
            ("converted", self.converted.finish()?, true),
            ("converted_currency", names(self.converted_currency), true),
            ("error", self.error.finish(), true),
            ("detail", Arc::new(self.detail.finish()), true),
        ])
    }
}

/// A column of decimals of one scale.
struct Decimals {
    digits: u32,
    rows: Decimal128Builder,
    overflow: bool,
}

impl Decimals {
    fn new(digits: u32) -> Self {
        Self { digits, rows: Decimal128Builder::new(), overflow: false }
    }

    fn push(&mut self, amount: Option<Amount>) {
        let scaled = amount.map(|amount| scaled(amount.0, self.digits));
        self.overflow |= scaled == Some(None);
        self.rows.append_option(scaled.flatten());
    }

    fn finish(self) -> PyResult<ArrayRef> {
        if self.overflow {
            return Err(failed("an amount does not fit in 38 digits"));
        }
        let mut rows =
            self.rows.with_precision_and_scale(PRECISION, self.digits as i8).map_err(|error| failed(error.to_string()))?;
        Ok(Arc::new(rows.finish()))
    }
}

/// The amount in units of the last of so many decimal places.
fn scaled(amount: Decimal, digits: u32) -> Option<i128> {
    let amount = if amount.scale() > digits {
        amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven)
    } else {
        amount
    };
    let power = 10_i128.checked_pow(digits - amount.scale())?;
    amount.mantissa().checked_mul(power)
}
