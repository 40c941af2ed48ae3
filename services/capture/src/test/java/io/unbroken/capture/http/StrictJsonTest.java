package io.unbroken.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.unbroken.capture.problem.Problem;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.history.CanonicalJson;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.schemas.testing.ModelValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    private static final int SEEDS = 50;

    private static final String EVENT =
            """
            {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","coi":"CHA999926000001",
             "eventTime":"2026-11-20T10:15:30.123Z","offsetMinutes":60,"device":"scanner-7","scans":[],
             "fact":{"type":"MaterialCollected","din":"A999921123456","procedure":"APHERESIS",
                     "started":"2026-11-20T09:00:00Z","ended":"2026-11-20T10:00:00Z",
                     "units":[{"material":"A999921123456-S1128V00","millilitres":200}]}}\
            """;

    private final StrictJson json = new StrictJson();

    @Test
    void every_fact_that_the_model_knows_is_read_back_as_it_was() {
        for (Class<?> type : Fact.class.getPermittedSubclasses()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Fact fact = (Fact) new ModelValues(seed).value(type);
                byte[] written = CanonicalJson.bytes((Record) fact);

                assertThat(json.read(written, Fact.class))
                        .as("%s, seed %d", type.getSimpleName(), seed)
                        .isEqualTo(fact);
            }
        }
    }

    @Test
    void products_rules_are_read_back_as_they_were() {
        for (int seed = 0; seed < SEEDS; seed++) {
            ProductProfile profile = new ModelValues(seed).value(ProductProfile.class);

            assertThat(json.read(CanonicalJson.bytes(profile), ProductProfile.class))
                    .as("seed %d", seed)
                    .isEqualTo(profile);
        }
    }

    @Test
    void an_event_is_read() {
        assertThat(read(EVENT).fact()).isInstanceOf(Fact.MaterialCollected.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    "coi"                   | "unknown":1,"coi"          | unknown
                    "device":"scanner-7",   |                            | device
                    :60                     | :"60"                      | offsetMinutes
                    :60                     | :60.5                      | offsetMinutes
                    :60                     | :null                      | offsetMinutes
                    "APHERESIS"             | "GUESS"                    | fact.procedure
                    "APHERESIS"             | 0                          | fact.procedure
                    :200                    | :"200"                     | fact.units[0].millilitres
                    :200                    | :99999                     | fact.units[0].millilitres
                    "A999921123456"         | "A9999211234569"           | fact.din
                    "CHA999926000001"       | "CHA999926000001Z"         | coi
                    "CHA999926000001"       | "CH"                       | coi
                    2026-11-20T10:15:30.123Z| 2026-11-20 10:15           | eventTime
                    "2026-11-20T10:15:30.123Z"| 1763633730               | eventTime
                    T10:00:00Z              | T08:00:00Z                 | fact.ended
                    "MaterialCollected"     | "Nonsense"                 | fact.type
                    "type":"MaterialCollected", |                        | fact.type
                    "scans":[]              | "scans":[{"symbology":"DATA_MATRIX","raw":""}] | scans[0]
                    "scans":[]              | "scans":[null]             | scans[0]
                    """)
    void what_is_wrong_is_refused_by_the_name_of_its_field(
            String part, String wrong, String field) {
        String body = EVENT.replace(part, wrong == null ? "" : wrong);

        BadInput refused = catchThrowableOfType(BadInput.class, () -> read(body));

        assertThat(refused).isNotNull();
        assertThat(refused.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    "Found at review."       | " "                       | fact.explanation
                    "Found at review."       | null                      | fact.explanation
                    "WRONG_ENTRY"            | "DID_NOT_OCCUR"           | fact.replacement
                    "WRONG_ENTRY"            | "BECAUSE"                 | fact.reason
                    "CORRECTION_AUTHORED"    | "CORRECTION_APPROVED"     | fact.meaning
                    "applied":3              | "applied":"3"             | fact.replacement.applied
                    "LabelsReconciled"       | "Nonsense"                | fact.replacement.type
                    "supersedes":[],         |                           | fact.supersedes
                    aaaaaaaa                 | aaaaaaag                  | fact.corrected.content
                    """)
    void what_is_wrong_with_a_correction_is_refused_by_the_name_of_its_field(
            String part, String wrong, String field) {
        String correction =
                """
                {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","coi":"CHA999926000001",
                 "eventTime":"2026-11-20T10:15:30.123Z","offsetMinutes":60,"device":"scanner-7","scans":[],
                 "fact":{"type":"Corrected",
                         "corrected":{"id":"0f8fad5b-d9cb-469f-a165-70867728950f","content":"%s"},
                         "supersedes":[],
                         "replacement":{"type":"LabelsReconciled","printed":4,"applied":3,"destroyed":1},
                         "reason":"WRONG_ENTRY","explanation":"Found at review.",
                         "meaning":"CORRECTION_AUTHORED"}}\
                """
                        .formatted("a".repeat(64));
        assertThat(read(correction).fact()).isInstanceOf(Fact.Corrected.class);
        String body = correction.replace(part, wrong == null ? "" : wrong);

        BadInput refused = catchThrowableOfType(BadInput.class, () -> read(body));

        assertThat(refused).isNotNull();
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void few_characters_that_name_many_digits_are_refused() {
        for (String number :
                List.of("1e999999999", "1e-999999999", "\"1e-999999999\"", "1".repeat(41))) {
            String block =
                    """
                    {"id":"0be7e886-65eb-355a-ad0c-a66f2a0ef438",
                     "samples":[{"time":"2026-11-20T10:15:00Z","celsius":%s}]}\
                    """
                            .formatted(number);

            BadInput refused =
                    catchThrowableOfType(
                            BadInput.class,
                            () ->
                                    json.read(
                                            block.getBytes(StandardCharsets.UTF_8),
                                            BlockRequest.class));

            assertThat(refused).as(number).isNotNull();
            assertThat(refused.field()).isEqualTo("samples[0].celsius");
        }
    }

    @Test
    void a_repeated_member_or_trailing_text_is_malformed() {
        for (String body :
                Arrays.asList(
                        EVENT.replace("\"scans\"", "\"coi\":\"x\",\"scans\""), EVENT + "x", "{")) {
            BadInput refused = catchThrowableOfType(BadInput.class, () -> read(body));

            assertThat(refused.problem()).isIn(Problem.MALFORMED_JSON, Problem.INVALID_FIELD);
        }
    }

    @Test
    void an_error_never_repeats_what_was_sent() {
        String body = EVENT.replace("scanner-7", "Zora Canary 1970");

        BadInput refused = catchThrowableOfType(BadInput.class, () -> read(body));

        assertThat(refused.getMessage()).doesNotContain("Zora").doesNotContain("1970");
    }

    private EventRequest read(String body) {
        return json.read(body.getBytes(StandardCharsets.UTF_8), EventRequest.class);
    }
}
