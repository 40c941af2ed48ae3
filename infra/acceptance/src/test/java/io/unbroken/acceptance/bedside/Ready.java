package io.unbroken.acceptance.bedside;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.acceptance.capture.Device;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A journey whose one bag began to thaw some minutes ago, said by the people of all parties through the public APIs; nothing is wrong with it.
final class Ready {

    private static final Duration STEP = Duration.ofMinutes(4);
    private static final int STEPS = 34;
    private static final JsonMapper JSON = new JsonMapper();

    private final Device collection;
    private final Device courier;
    private final Device operator;
    private final Device quality;
    private final Device nurse;
    private final String bag;
    private final String dose;
    private final String lot;
    private final Instant began =
            Instant.now().minus(STEP.multipliedBy(STEPS + 3)).truncatedTo(ChronoUnit.SECONDS);
    private final int number;
    private Instant now = began;
    private String coi = "";
    private String patient = "";

    private Ready(EmbeddedPlatform platform, int number) {
        this.collection = Device.at(platform, Part.COLLECTION, "collection");
        this.courier = Device.at(platform, Part.COURIER, "courier");
        this.operator = Device.at(platform, Part.MANUFACTURING, "manufacturing");
        this.quality = Device.at(platform, Part.MANUFACTURING, "quality");
        this.nurse = Device.at(platform, Part.INFUSION, "nurse1");
        this.number = number;
        this.bag = "A9999267%05d-S1128V00".formatted(number);
        this.lot = "LOT-BED-%d".formatted(number);
        this.dose = lot + "/1";
    }

    /// @param number of this run, so that nothing of two journeys is the same
    static Ready journey(EmbeddedPlatform platform, int number) throws Exception {
        var journey = new Ready(platform, number);
        journey.collect();
        journey.travel("BOX", journey.bag, "site-lindenhof", "facility-rheintal", 51);
        journey.make();
        journey.travel("DRY", journey.dose, "facility-rheintal", "centre-seeblick", -1_550);
        journey.prepare();
        return journey;
    }

    String coi() {
        return coi;
    }

    String wristband() {
        return patient;
    }

    String dose() {
        return dose;
    }

    private void collect() throws Exception {
        HttpResponse<String> answer =
                collection.postJson(
                        "/api/enrolments",
                        """
                        {"requestId":"%s","patient":{"name":"Ada Muster","birthDate":"1950-01-01","recordNumber":"%d"},"order":"ORD-BED-%d",
                        "product":"SYN-CART-19","consentVersion":"v3","eventTime":"%s","offsetMinutes":60,"device":"desk-1"}\
                        """
                                .formatted(UUID.randomUUID(), number, number, now));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode enrolled = JSON.readTree(answer.body());
        coi = enrolled.path("coi").asString();
        patient = enrolled.path("patient").asString();
        say(
                collection,
                """
                {"type":"MaterialCollected","din":"A9999267%05d","procedure":"APHERESIS","started":"%s","ended":"%s",
                 "units":[{"material":"%s","millilitres":200}]}\
                """
                        .formatted(number, now, now.plusSeconds(60), bag));
    }

    private void travel(String box, String unit, String from, String to, int tenths)
            throws Exception {
        String shipper = "%s-BED-%d".formatted(box, number);
        String seal = "SEAL-%s".formatted(shipper);
        String logger = "LOG-%s".formatted(shipper);
        boolean fresh = box.equals("BOX");
        Device taker = fresh ? operator : nurse;
        say(
                fresh ? collection : operator,
                """
                {"type":"Packed","shipper":"%s","seal":"%s","contents":[{"coi":"%s","material":"%s"}],"loggers":["%s"]}\
                """
                        .formatted(shipper, seal, coi, unit, logger));
        handOver(fresh ? collection : operator, courier, from, "courier-polaris", shipper, unit);
        handOver(courier, taker, "courier-polaris", to, shipper, unit);
        measure(logger, tenths);
        say(
                taker,
                """
                {"type":"Unpacked","shipper":"%s","seal":"%s","contents":["%s"],"loggers":["%s"]}\
                """
                        .formatted(shipper, seal, unit, logger));
        say(
                taker,
                """
                {"type":"ReceiptInspected","found":[{"coi":"%s","material":"%s"}],"outcome":"ACCEPTED"}\
                """
                        .formatted(coi, unit));
    }

    private void handOver(
            Device giver, Device taker, String from, String to, String shipper, String unit)
            throws Exception {
        String half =
                """
                "handoff":"%s","from":"%s","to":"%s","shipper":"%s","seal":"SEAL-%s","materials":["%s"],"place":"CHZRH"\
                """
                        .formatted(UUID.randomUUID(), from, to, shipper, shipper, unit);
        say(giver, "{\"type\":\"HandoffReleased\",%s}".formatted(half));
        say(taker, "{\"type\":\"HandoffAccepted\",%s,\"sealState\":\"INTACT\"}".formatted(half));
    }

    private void make() throws Exception {
        say(
                operator,
                """
                {"type":"LotStarted","lot":"%s","consumed":["%s"]}\
                """
                        .formatted(lot, bag));
        say(
                operator,
                """
                {"type":"ProductFormulated","lot":"%s","units":[{"material":"%s","millilitres":70}],"expires":"%s"}\
                """
                        .formatted(lot, dose, now.plus(Duration.ofDays(300))));
        String store = "LN2-BED-%d".formatted(number);
        say(
                operator,
                """
                {"type":"Stored","materials":["%s"],"store":"%s","loggers":["LOG-%s"]}\
                """
                        .formatted(dose, store, store));
        for (String test :
                new String[] {
                    "VIABILITY",
                    "IDENTITY",
                    "POTENCY",
                    "STERILITY",
                    "TRANSDUCTION_EFFICIENCY",
                    "REPLICATION_COMPETENT_VIRUS"
                }) {
            say(
                    operator,
                    """
                    {"type":"QcResultReported","lot":"%s","test":"%s","value":92.5,"unit":"%%","method":"QC-1","outcome":"PASS"}\
                    """
                            .formatted(lot, test));
        }
        say(
                quality,
                """
                {"type":"LotDecided","lot":"%s","decision":"RELEASED","materials":["%s"],"meaning":"Released for infusion"}\
                """
                        .formatted(lot, dose));
        say(
                operator,
                """
                {"type":"Retrieved","materials":["%s"],"store":"%s"}\
                """
                        .formatted(dose, store));
        measure("LOG-" + store, -1_600);
    }

    private void prepare() throws Exception {
        for (int day = 1; day <= 3; day++) {
            say(
                    nurse,
                    """
                    {"type":"LymphodepletionGiven","agent":"fludarabine","day":%d,"ofDays":3}\
                    """
                            .formatted(day));
        }
        say(
                nurse,
                """
                {"type":"ThawStarted","material":"%s"}\
                """
                        .formatted(dose));
        assertThat(now).isBefore(Instant.now());
    }

    /// A reading each minute from the beginning until now.
    private void measure(String logger, int tenths) throws Exception {
        String samples =
                IntStream.range(0, (int) (STEPS * STEP.toMinutes()))
                        .mapToObj(minute ->
                                "{\"time\":\"%s\",\"celsius\":%d.%d}"
                                        .formatted(
                                                began.plus(Duration.ofMinutes(minute)),
                                                tenths / 10,
                                                Math.abs(tenths % 10)))
                        .collect(Collectors.joining(","));
        HttpResponse<String> answer =
                courier.postJson(
                        "/api/loggers/%s/blocks".formatted(logger),
                        "{\"id\":\"%s\",\"samples\":[%s]}".formatted(UUID.randomUUID(), samples));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void say(Device device, String fact) throws Exception {
        now = now.plus(STEP);
        HttpResponse<String> answer =
                device.postJson(
                        "/api/events",
                        """
                        {"id":"%s","coi":"%s","eventTime":"%s","offsetMinutes":60,"device":"scanner-7","scans":[],"fact":%s}\
                        """
                                .formatted(UUID.randomUUID(), coi, now, fact));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
