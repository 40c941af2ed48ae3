package io.unbroken.capture.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.history.CanonicalJson;
import io.unbroken.schemas.testing.ModelValues;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventSchemasTest {
    private static final int SEEDS = 300;

    @ParameterizedTest
    @EnumSource
    void the_description_is_an_openapi_document(PartyKind kind) {
        // when
        var options = new ParseOptions();
        options.setResolve(true);
        var read = new OpenAPIV3Parser().readContents(document(kind), null, options);

        // then
        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getComponents().getSchemas()).containsKeys("Event", "Fact");
    }

    @ParameterizedTest
    @EnumSource
    void every_event_that_a_party_may_state_fits_its_description(PartyKind kind) {
        Schema schema = schema(kind);
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            String body = body(new ModelValues(seed).event(kind));

            // when
            var errors = schema.validate(body, InputFormat.JSON);

            // then
            assertThat(errors).as("seed %d: %s", seed, body).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_the_reader_refuses_by_its_shape_does_not_fit_the_description(PartyKind kind) {
        Schema schema = schema(kind);
        String body = body(new ModelValues(1).event(kind));

        assertThat(schema.validate(body.replace("\"coi\":", "\"chain\":"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(body.replace("\"type\":\"", "\"type\":\"No"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(
                        schema.validate(
                                body.replaceFirst(
                                        "\"offsetMinutes\":-?\\d+", "\"offsetMinutes\":\"1\""),
                                InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate("{\"more\":1," + body.substring(1), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_member_of_a_fact_is_described(PartyKind kind) {
        EventSchemas.of(io.unbroken.capture.http.EventRequest.class, kind)
                .forEach((name, schema) -> {
                    if (schema.getProperties() != null) {
                        schema.getProperties()
                                .forEach((member, property) -> {
                                    if (!member.equals("type")) {
                                        assertThat(property.getDescription())
                                                .as("%s.%s", name, member)
                                                .isNotBlank();
                                    }
                                });
                    }
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {"blocks":[{"id":"x","logger":"L","readAt":"2026-11-20T10:30:00Z","unit":"KELVIN","samples":[{"time":"2026-11-20T10:15:00Z","value":278.15}]}]} | 0
                    {"blocks":[{"id":"x","logger":"L","conditions":[{"time":"2026-11-20T10:15:00Z","position":{"latitude":47,"longitude":8,"accuracy":30}}]}]} | 0
                    {"blocks":[{"id":"x","logger":"L","conditions":[{"time":"2026-11-20T10:15:00Z","lid":"AJAR"}]}]} | 1
                    {"blocks":[{"id":"x","samples":[{"value":278.15}]}]} | 1
                    {"blocks":[{"id":"x","samples":[],"colour":"red"}]} | 1
                    {"blocks":[]} | 1
                    """)
    void blocks_of_readings_are_described(String body, int errors) {
        assertThat(schema(PartyKind.COURIER, "BatchRequest").validate(body, InputFormat.JSON))
                .hasSize(errors);
    }

    private static String document(PartyKind kind) {
        var api = new OpenAPI(SpecVersion.V31).openapi("3.1.0").components(new Components());
        api.paths(
                new Paths()
                        .addPathItem(
                                "/api/telemetry",
                                new PathItem().post(new Operation().responses(new ApiResponses())))
                        .addPathItem(
                                "/api/events",
                                new PathItem()
                                        .post(new Operation().responses(new ApiResponses()))));
        ApiDescription.complete(api, kind);
        try {
            return Json31.mapper().writeValueAsString(api);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Schema schema(PartyKind kind) {
        return schema(kind, "Event");
    }

    private static Schema schema(PartyKind kind, String name) {
        String document = document(kind);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        "{\"$ref\":\"#/components/schemas/%s\",".formatted(name)
                                + document.substring(1),
                        InputFormat.JSON);
    }

    /// The event as a device sends it: who did it is the token's to say.
    private static String body(Event event) {
        String json = new String(CanonicalJson.bytes(event), StandardCharsets.UTF_8);
        return json.replaceFirst("\"by\":\"[^\"]*\",", "");
    }
}
