// A C++17 program: the handles of haulage.h in smart pointers, errors as exceptions.
#include "haulage.h"

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T *handle) const noexcept { Free(handle); }
};

using Buffer = std::unique_ptr<haulage_buffer, Deleter<haulage_buffer_free>>;
using Error = std::unique_ptr<haulage_error, Deleter<haulage_error_free>>;
using Problem = std::unique_ptr<haulage_problem, Deleter<haulage_problem_free>>;
using Run = std::unique_ptr<haulage_run, Deleter<haulage_run_free>>;

const std::uint8_t *bytes(std::string_view text) { return reinterpret_cast<const std::uint8_t *>(text.data()); }

std::string text(haulage_bytes view) { return {reinterpret_cast<const char *>(view.data), view.len}; }

// By reference: the call that fills `error` is an argument of the same call, and may well be evaluated later.
void check(int status, haulage_error *const &error) {
    Error owned(error);
    if (status != HAULAGE_STATUS_OK) {
        throw std::runtime_error(text(haulage_error_message(owned.get())));
    }
}

std::string call(std::string_view operation, std::string_view request) {
    haulage_buffer *reply = nullptr;
    haulage_error *error = nullptr;
    check(haulage_call(bytes(operation), operation.size(), bytes(request), request.size(), &reply, &error), error);
    return text(haulage_buffer_bytes(Buffer(reply).get()));
}

std::string solve(std::string_view document, const std::vector<double> &distances, std::string_view options) {
    haulage_error *error = nullptr;
    haulage_problem *problem = nullptr;
    check(haulage_problem_new(bytes(document), document.size(), &problem, &error), error);
    Problem owned(problem);
    check(haulage_problem_set_matrix_f64(problem, bytes("van"), 3, distances.data(), nullptr, distances.size(), &error), error);

    haulage_run *started = nullptr;
    check(haulage_run_start(problem, bytes(options), options.size(), &started, &error), error);
    Run run(started);
    for (std::int32_t finished = 0; finished == 0;) {
        check(haulage_run_wait(run.get(), 20, &finished, &error), error);
    }
    haulage_buffer *reply = nullptr;
    check(haulage_run_take(run.get(), &reply, &error), error);
    return text(haulage_buffer_bytes(Buffer(reply).get()));
}

constexpr std::string_view DOCUMENT = R"({
    "profiles": [{"id": "van", "travel": {"matrix": {"distances_m": []}}}],
    "places": [{"id": "depot"}, {"id": "a"}],
    "vehicles": [{"id": "van", "start": "depot", "end": "depot"}],
    "jobs": [{"id": "a", "place": "a"}]
})";

int faults = 0;

void expect(bool condition, const char *what) {
    if (!condition) {
        std::fprintf(stderr, "not so: %s\n", what);
        ++faults;
    }
}

}  // namespace

int main() {
    expect(call("version", "{}").find(haulage_version()) != std::string::npos, "the reply holds the version");
    try {
        call("problem.validate", "[");
        expect(false, "half a document is refused");
    } catch (const std::runtime_error &error) {
        expect(std::string_view(error.what()).find("EOF") != std::string_view::npos, "the message says where it ends");
    }

    const std::string once = solve(DOCUMENT, {0, 7.4, 7.6, 0}, R"({"iterations": 50, "seed": 3})");
    expect(once.find("\"distance_m\":15") != std::string::npos, "7.4 and 7.6 round to 7 and 8");

    std::vector<std::string> replies(4);
    std::vector<std::thread> threads;
    for (auto &reply : replies) {
        threads.emplace_back([&reply] { reply = solve(DOCUMENT, {0, 7.4, 7.6, 0}, R"({"iterations": 50, "seed": 3})"); });
    }
    for (auto &thread : threads) {
        thread.join();
    }
    for (const auto &reply : replies) {
        expect(reply == once, "the same seed gives the same bytes in every thread");
    }
    return faults;
}
