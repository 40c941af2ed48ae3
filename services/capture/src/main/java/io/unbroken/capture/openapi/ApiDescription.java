package io.unbroken.capture.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.unbroken.capture.http.EventRequest;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.event.PartyKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Completes `/v3/api-docs`: what springdoc cannot see because bodies are read by our own strict reader, and what holds for all operations.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";

    /// What can go wrong with any request.
    private static final Map<String, String> PROBLEMS =
            new TreeMap<>(
                    Map.of(
                            "400", "Malformed or not possible; the member `field` says where.",
                            "401",
                                    "No token, or one that is not accepted; or a signature without a sign-in of its own, see `signature`.",
                            "403", "Not the caller's or not this party's to say.",
                            "413", "More bytes than the limit.",
                            "503",
                                    "The log is away; nothing was recorded. Send the same again after the time in `Retry-After`."));

    @Bean
    OpenApiCustomizer description(CaptureProperties properties) {
        return api -> complete(api, properties.kind());
    }

    static void complete(OpenAPI api, PartyKind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        api.info(
                new Info()
                        .title("Unbroken: " + name)
                        .version("v1")
                        .description(
                                "Takes what a "
                                        + name
                                        + " party states, signs it and publishes it to `"
                                        + name
                                        + ".events.v1`. An event's id is the idempotency key."));
        EventSchemas.of(EventRequest.class, kind).forEach(api.getComponents()::addSchemas);
        BlockSchemas.all().forEach(api.getComponents()::addSchemas);
        api.getComponents()
                .addSchemas(PROBLEM, problem())
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"));
        api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> complete(path, operation)));
    }

    private static void complete(String path, Operation operation) {
        PROBLEMS.forEach((status, meaning) ->
                operation
                        .getResponses()
                        .putIfAbsent(
                                status,
                                new ApiResponse()
                                        .description(meaning)
                                        .content(content("application/problem+json", PROBLEM))));
        switch (path) {
            case "/api/events" -> body(operation, content("application/json", EventSchemas.EVENT));
            case "/api/loggers/{logger}/blocks" ->
                    body(operation, content("application/json", BlockSchemas.BLOCK));
            case "/api/telemetry" ->
                    body(
                            operation,
                            content("application/json", BlockSchemas.BATCH)
                                    .addMediaType("application/avro", binary()));
            default -> {
                // Its body is described where it is taken, or it has none.
            }
        }
    }

    private static void body(Operation operation, Content content) {
        operation.requestBody(new RequestBody().required(true).content(content));
    }

    private static MediaType binary() {
        var bytes = new JsonSchema();
        bytes.types(Set.of("string"));
        bytes.format("binary");
        bytes.description(
                "Values of the contract LoggerTelemetry one after the other; the parameter schema of the media type names its version.");
        return new MediaType().schema(bytes);
    }

    private static Content content(String type, String schema) {
        return new Content()
                .addMediaType(
                        type,
                        new MediaType()
                                .schema(new JsonSchema().$ref("#/components/schemas/" + schema)));
    }

    private static JsonSchema problem() {
        var problem = new JsonSchema();
        problem.types(Set.of("object"));
        problem.description("RFC 9457 problem details.");
        Map.of(
                        "type", "Which problem; the address of a page about it.",
                        "title", "The problem in a few words.",
                        "detail", "What was expected and what was found; never what was sent.",
                        "field", "Where in the request, such as `fact.units[0].millilitres`.")
                .forEach((member, meaning) ->
                        problem.addProperty(
                                member,
                                new JsonSchema().types(Set.of("string")).description(meaning)));
        problem.addProperty("status", new JsonSchema().types(Set.of("integer")));
        return problem;
    }
}
