/* A C11 program that uses every function of haulage.h: calls, raw matrices, runs, errors, threads, a fork.
 * Prints what does not hold and returns the number of such lines. */
#define _POSIX_C_SOURCE 200809L

#include "haulage.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

_Static_assert(sizeof(haulage_bytes) == sizeof(void *) + sizeof(size_t), "haulage_bytes is frozen");
_Static_assert(HAULAGE_STATUS_OK == 0 && HAULAGE_STATUS_PANIC == 901, "status numbers are frozen");

static int faults = 0;

#define EXPECT(condition)                                                   \
    do {                                                                    \
        if (!(condition)) {                                                 \
            fprintf(stderr, "line %d: not so: %s\n", __LINE__, #condition); \
            ++faults;                                                       \
        }                                                                   \
    } while (0)

#define TEXT(literal) (const uint8_t *)(literal), (sizeof(literal) - 1)

static const char PROBLEM[] =
    "{\"profiles\": [{\"id\": \"van\", \"travel\": {\"matrix\": {\"distances_m\": []}}}],"
    " \"places\": [{\"id\": \"depot\"}, {\"id\": \"a\"}, {\"id\": \"b\"}],"
    " \"vehicles\": [{\"id\": \"van\", \"start\": \"depot\", \"end\": \"depot\"}],"
    " \"jobs\": [{\"id\": \"a\", \"place\": \"a\"}, {\"id\": \"b\", \"place\": \"b\"}]}";

static const uint32_t DISTANCES[9] = {0, 10, 25, 10, 0, 12, 25, 12, 0};
static const double DURATIONS[9] = {0, 1.4, 2.6, 1.4, 0, 1, 2.6, 1, 0};

static int contains(haulage_bytes bytes, const char *text) {
    size_t len = strlen(text);
    for (size_t at = 0; at + len <= bytes.len; ++at) {
        if (memcmp(bytes.data + at, text, len) == 0) {
            return 1;
        }
    }
    return 0;
}

static void test_versions(void) {
    EXPECT(haulage_abi_version() == HAULAGE_ABI_VERSION);
    EXPECT(haulage_oldest_abi() <= HAULAGE_ABI_VERSION);
    EXPECT(strlen(haulage_version()) >= 5);
}

static void test_call(void) {
    haulage_buffer *reply = NULL;
    haulage_error *error = NULL;
    EXPECT(haulage_call(TEXT("version"), TEXT("{}"), &reply, &error) == HAULAGE_STATUS_OK);
    EXPECT(error == NULL);
    EXPECT(contains(haulage_buffer_bytes(reply), haulage_version()));
    haulage_buffer_free(reply);
}

static void test_errors(void) {
    haulage_buffer *reply = NULL;
    haulage_error *error = NULL;

    EXPECT(haulage_call(TEXT("plan.guess"), TEXT("{}"), &reply, &error) == HAULAGE_STATUS_UNKNOWN_OPERATION);
    EXPECT(reply == NULL);
    EXPECT(haulage_error_status(error) == HAULAGE_STATUS_UNKNOWN_OPERATION);
    EXPECT(contains(haulage_error_code(error), "operation.unknown"));
    EXPECT(contains(haulage_error_message(error), "plan.guess"));
    EXPECT(haulage_error_faults(error).len == 2);
    haulage_error_free(error);

    error = NULL;
    EXPECT(haulage_call(TEXT("problem.validate"), TEXT("{\"problem\": {\"jobs\": 1, \"cars\": []}}"), &reply, &error) ==
           HAULAGE_STATUS_INVALID_DOCUMENT);
    EXPECT(contains(haulage_error_faults(error), "/problem/jobs"));
    EXPECT(contains(haulage_error_faults(error), "/problem/cars"));

    /* A handle of another type is refused, as is none. */
    EXPECT(haulage_buffer_bytes((const haulage_buffer *)(const void *)error).data == NULL);
    haulage_buffer_free((haulage_buffer *)(void *)error);
    EXPECT(contains(haulage_error_code(error), "document.invalid"));
    haulage_error_free(error);

    EXPECT(haulage_call(NULL, 7, NULL, 0, &reply, NULL) == HAULAGE_STATUS_NULL_ARGUMENT);
    EXPECT(haulage_call(TEXT("version"), NULL, 3, &reply, NULL) == HAULAGE_STATUS_NULL_ARGUMENT);
    EXPECT(haulage_call(TEXT("version"), TEXT("{}"), NULL, NULL) == HAULAGE_STATUS_NULL_ARGUMENT);
    EXPECT(haulage_call(TEXT("\xff\xfe"), TEXT("{}"), &reply, NULL) == HAULAGE_STATUS_NOT_UTF8);
    EXPECT(haulage_call(TEXT("version"), (const uint8_t *)"{}", (size_t)-1, &reply, NULL) ==
           HAULAGE_STATUS_INVALID_LENGTH);
    EXPECT(haulage_call(TEXT("version"), TEXT("{\"\xff\": 1}"), &reply, NULL) == HAULAGE_STATUS_INVALID_DOCUMENT);
    EXPECT(haulage_call(NULL, 0, NULL, 0, &reply, NULL) == HAULAGE_STATUS_UNKNOWN_OPERATION);

    EXPECT(haulage_error_status(NULL) == 0);
    EXPECT(haulage_error_message(NULL).data == NULL);
    haulage_buffer_free(NULL);
    haulage_error_free(NULL);
    haulage_problem_free(NULL);
    haulage_run_free(NULL);
}

static haulage_problem *new_problem(void) {
    haulage_problem *problem = NULL;
    EXPECT(haulage_problem_new(TEXT(PROBLEM), &problem, NULL) == HAULAGE_STATUS_OK);
    EXPECT(haulage_problem_set_matrix(problem, TEXT("van"), DISTANCES, NULL, 9, NULL) == HAULAGE_STATUS_OK);
    return problem;
}

static void test_matrices(void) {
    haulage_error *error = NULL;
    haulage_run *run = NULL;
    haulage_problem *problem = NULL;
    double odd[9] = {0, 1, -3, 1, 0, 1, 1, 1, 0};
    unsigned char unaligned[1 + sizeof DISTANCES];

    EXPECT(haulage_problem_new(TEXT(PROBLEM), &problem, NULL) == HAULAGE_STATUS_OK);
    EXPECT(haulage_run_start(problem, TEXT("{\"iterations\": 1}"), &run, &error) == HAULAGE_STATUS_INVALID_DOCUMENT);
    EXPECT(contains(haulage_error_faults(error), "/profiles/0/travel"));
    haulage_error_free(error);
    error = NULL;

    EXPECT(haulage_problem_set_matrix(problem, TEXT("lorry"), DISTANCES, NULL, 9, NULL) ==
           HAULAGE_STATUS_UNKNOWN_NAME);
    EXPECT(haulage_problem_set_matrix(problem, TEXT("van"), NULL, NULL, 9, NULL) == HAULAGE_STATUS_NULL_ARGUMENT);
    EXPECT(haulage_problem_set_matrix(problem, TEXT("van"), DISTANCES, NULL, 8, NULL) == HAULAGE_STATUS_INVALID_MATRIX);
    EXPECT(haulage_problem_set_matrix(problem, TEXT("van"), DISTANCES, NULL, (size_t)-1 / 2, NULL) ==
           HAULAGE_STATUS_INVALID_LENGTH);
    EXPECT(haulage_problem_set_matrix_f64(problem, TEXT("van"), odd, NULL, 9, &error) == HAULAGE_STATUS_INVALID_MATRIX);
    EXPECT(contains(haulage_error_faults(error), "/profiles/0/travel/matrix/distances_m"));
    haulage_error_free(error);
    EXPECT(haulage_problem_set_matrix(NULL, TEXT("van"), DISTANCES, NULL, 9, NULL) == HAULAGE_STATUS_NULL_ARGUMENT);
    EXPECT(haulage_problem_set_matrix((haulage_problem *)(void *)odd, TEXT("van"), DISTANCES, NULL, 9, NULL) ==
           HAULAGE_STATUS_INVALID_HANDLE);

    EXPECT(haulage_problem_set_matrix_f64(problem, TEXT("van"), DURATIONS, DURATIONS, 9, NULL) == HAULAGE_STATUS_OK);
    memcpy(unaligned + 1, DISTANCES, sizeof DISTANCES);
    EXPECT(haulage_problem_set_matrix(problem, TEXT("van"), (const uint32_t *)(const void *)(unaligned + 1), NULL, 9,
                                      NULL) == HAULAGE_STATUS_OK);
    haulage_problem_free(problem);
}

static void wait_for(const haulage_run *run) {
    int32_t finished = 0;
    for (int polls = 0; !finished && polls < 6000; ++polls) {
        EXPECT(haulage_run_wait(run, 10, &finished, NULL) == HAULAGE_STATUS_OK);
    }
    EXPECT(finished == 1);
}

static void test_run(void) {
    haulage_problem *problem = new_problem();
    haulage_run *run = NULL;
    haulage_buffer *reply = NULL;

    EXPECT(haulage_run_start(problem, TEXT("{\"iterations\": 100, \"seed\": 1}"), &run, NULL) == HAULAGE_STATUS_OK);
    haulage_problem_free(problem);
    wait_for(run);
    EXPECT(haulage_run_progress(run, &reply, NULL) == HAULAGE_STATUS_OK);
    EXPECT(contains(haulage_buffer_bytes(reply), "\"best_cost\""));
    haulage_buffer_free(reply);
    EXPECT(haulage_run_take(run, &reply, NULL) == HAULAGE_STATUS_OK);
    EXPECT(contains(haulage_buffer_bytes(reply), "\"distance_m\":47"));
    haulage_buffer_free(reply);
    EXPECT(haulage_run_take(run, &reply, NULL) == HAULAGE_STATUS_RUN_TAKEN);
    haulage_run_free(run);
}

static void test_cancel(void) {
    haulage_problem *problem = new_problem();
    haulage_run *run = NULL;
    haulage_buffer *reply = NULL;

    EXPECT(haulage_run_start(problem, TEXT("{}"), &run, NULL) == HAULAGE_STATUS_INVALID_DOCUMENT);
    EXPECT(haulage_run_start(problem, TEXT("{\"time_limit_ms\": 60000}"), &run, NULL) == HAULAGE_STATUS_OK);
    EXPECT(haulage_run_cancel(run, NULL) == HAULAGE_STATUS_OK);
    wait_for(run);
    EXPECT(haulage_run_take(run, &reply, NULL) == HAULAGE_STATUS_OK);
    haulage_buffer_free(reply);
    haulage_run_free(run);

    /* A run that is freed under way ends its thread first. */
    EXPECT(haulage_run_start(problem, TEXT("{\"time_limit_ms\": 60000}"), &run, NULL) == HAULAGE_STATUS_OK);
    haulage_run_free(run);
    haulage_problem_free(problem);
}

static void *many_calls(void *unused) {
    (void)unused;
    for (int i = 0; i < 50; ++i) {
        test_call();
    }
    test_run();
    return NULL;
}

static void test_threads(void) {
    pthread_t threads[4];
    for (int i = 0; i < 4; ++i) {
        EXPECT(pthread_create(&threads[i], NULL, many_calls, NULL) == 0);
    }
    for (int i = 0; i < 4; ++i) {
        EXPECT(pthread_join(threads[i], NULL) == 0);
    }
}

static void test_fork(void) {
    haulage_problem *problem = new_problem();
    haulage_run *run = NULL;
    EXPECT(haulage_run_start(problem, TEXT("{\"time_limit_ms\": 60000}"), &run, NULL) == HAULAGE_STATUS_OK);

    /* The verdict goes through a pipe: under valgrind the child's exit status would count the memory of the parent's thread,
     * which the child cannot free, as lost. */
    int verdict[2];
    EXPECT(pipe(verdict) == 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int32_t finished = 0;
        haulage_error *error = NULL;
        alarm(60); /* A child that waits for its parent's thread would wait for ever. */
        EXPECT(haulage_run_wait(run, 1, &finished, &error) == HAULAGE_STATUS_RUN_FORKED);
        haulage_error_free(error);
        haulage_run_free(run);
        test_call();
        test_run();
        haulage_problem_free(problem);
        unsigned char failed = faults != 0;
        _exit(write(verdict[1], &failed, 1) == 1 ? 0 : 1);
    }
    unsigned char failed = 1;
    close(verdict[1]);
    EXPECT(read(verdict[0], &failed, 1) == 1 && failed == 0);
    close(verdict[0]);
    EXPECT(waitpid(child, NULL, 0) == child);

    haulage_run_free(run);
    haulage_problem_free(problem);
}

int main(void) {
    test_versions();
    test_call();
    test_errors();
    test_matrices();
    test_run();
    test_cancel();
    test_threads();
    test_fork();
    return faults;
}
