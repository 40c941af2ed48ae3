package io.unbroken.acceptance.tracking;

import io.unbroken.custody.identity.CoiId;
import java.util.ArrayList;
import java.util.List;

/// Asks for a journey at each route in each role, and tells what is answered otherwise than it should be.
final class SightMatrix {

    private static final int NOT_YET = 503;

    private static final List<String> WATCHERS = List.of("OPERATIONS", "AUDITOR", "ADMINISTRATOR");

    private static final List<String> STAFF =
            List.of(
                    "COLLECTION_STAFF",
                    "COURIER",
                    "MANUFACTURING_OPERATOR",
                    "QUALITY",
                    "INFUSION_NURSE",
                    "INFUSION_PHYSICIAN");

    private static final String OURSELVES = "unbroken";
    private static final CoiId NOWHERE = CoiId.issue("A9999", 2026, 999_998);

    private final TrackingProcess tracking;
    private final StubIssuer issuer;
    private final CoiId coi;
    private final List<String> ofOne;
    private final List<String> ofMany;
    private final List<String> otherwise = new ArrayList<>();

    /// @param event an id of the journey's
    SightMatrix(TrackingProcess tracking, StubIssuer issuer, CoiId coi, String event) {
        this.tracking = tracking;
        this.issuer = issuer;
        this.coi = coi;
        this.ofOne =
                List.of(
                        "/api/journeys/" + coi,
                        "/api/journeys/%s/history".formatted(coi),
                        "/api/journeys/%s/events/%s".formatted(coi, event),
                        "/api/journeys/%s/temperature".formatted(coi),
                        "/api/journeys/%s/conditions".formatted(coi),
                        "/api/journeys/%s/readings".formatted(coi),
                        "/api/journeys/%s/evidence".formatted(coi),
                        "/api/journeys/%s/evidence.pdf".formatted(coi));
        this.ofMany = List.of("/api/journeys?limit=200&q=" + coi, "/api/sparklines?coi=" + coi);
    }

    /// What is otherwise when some parties take part and others do not; empty stands for none.
    List<String> otherwise(List<String> involved, List<String> strangers) throws Exception {
        for (String role : WATCHERS) {
            sees(OURSELVES, role);
            answers(OURSELVES, role, "/api/quarantine", 200);
            for (String party : involved) {
                for (String path : ofOne) {
                    answers(party, role, path, 403);
                }
                answers(party, role, "/api/journeys", 403);
                answers(party, role, "/api/quarantine", 403);
                answers(party, role, "/api/webhooks", 403);
            }
        }
        for (String role : STAFF) {
            for (String party : involved) {
                sees(party, role);
                answers(party, role, "/api/quarantine", 403);
                answers(party, role, "/api/quarantine/courier.events.v1/0/0", 403);
            }
            for (String party : strangers) {
                seesNothing(party, role);
            }
        }
        return List.copyOf(otherwise);
    }

    private void sees(String party, String role) throws Exception {
        for (String path : ofOne) {
            int status = ask(party, role, path).status;
            expect(allows(role, path, status), party, role, path, status);
        }
        for (String path : ofMany) {
            Answer answer = ask(party, role, path);
            expect(answer.body.contains(coi.value()), party, role, path, answer.status);
        }
    }

    /// Evidence may have to wait for its seal.
    private static boolean allows(String role, String path, int status) {
        if (!isProof(path)) {
            return status == 200;
        }
        return mayProve(role) ? status == 200 || status == NOT_YET : status == 403;
    }

    private void seesNothing(String party, String role) throws Exception {
        for (String path : ofOne) {
            Answer answer = ask(party, role, path);
            // Word for word what is said of one that does not exist.
            Answer nowhere = ask(party, role, path.replace(coi.value(), NOWHERE.value()));
            int status = isProof(path) && !mayProve(role) ? 403 : 404;
            boolean same = answer.body.replace(coi.value(), NOWHERE.value()).equals(nowhere.body);
            expect(
                    answer.status == status && nowhere.status == status && same,
                    party,
                    role,
                    path,
                    answer.status);
        }
        for (String path : ofMany) {
            Answer answer = ask(party, role, path);
            expect(
                    answer.status == 200 && !answer.body.contains(coi.value()),
                    party,
                    role,
                    path,
                    answer.status);
        }
    }

    private void answers(String party, String role, String path, int status) throws Exception {
        int found = ask(party, role, path).status;
        expect(found == status, party, role, path, found);
    }

    private record Answer(int status, String body) {}

    private Answer ask(String party, String role, String path) throws Exception {
        var answer = tracking.get(path, issuer.tokenOf(party, role), new String[0]);
        return new Answer(answer.statusCode(), answer.body());
    }

    private void expect(boolean right, String party, String role, String path, int status) {
        if (!right) {
            otherwise.add("%s of '%s' at %s: %d".formatted(role, party, path, status));
        }
    }

    private static boolean isProof(String path) {
        return path.contains("/evidence");
    }

    private static boolean mayProve(String role) {
        return List.of("AUDITOR", "QUALITY", "OPERATIONS").contains(role);
    }
}
