package io.unbroken.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The people of the demo, one per role, and two nurses at site and bedside because identity is checked by two.
enum DemoUser {
    COLLECTION(
            "collection",
            "lin-0021",
            "site-lindenhof",
            "COLLECTION_STAFF",
            "Apheresis nurse",
            "enrols, collects, packs"),
    COLLECTION_2(
            "collection2",
            "lin-0022",
            "site-lindenhof",
            "COLLECTION_STAFF",
            "Apheresis nurse 2",
            "second of two at the identity check"),
    COURIER(
            "courier",
            "pol-0107",
            "courier-polaris",
            "COURIER",
            "Courier",
            "takes over, carries, hands over"),
    MANUFACTURING(
            "manufacturing",
            "rhe-0311",
            "facility-rheintal",
            "MANUFACTURING_OPERATOR",
            "Manufacturing operator",
            "receives, makes, ships"),
    QUALITY(
            "quality",
            "rhe-0402",
            "facility-rheintal",
            "QUALITY",
            "Quality",
            "tests, dispositions, releases"),
    NURSE_1(
            "nurse1",
            "see-0511",
            "centre-seeblick",
            "INFUSION_NURSE",
            "Infusion nurse 1",
            "receives, thaws, first of two at the bedside"),
    NURSE_2(
            "nurse2",
            "see-0512",
            "centre-seeblick",
            "INFUSION_NURSE",
            "Infusion nurse 2",
            "second of two at the bedside"),
    PHYSICIAN(
            "physician",
            "see-0601",
            "centre-seeblick",
            "INFUSION_PHYSICIAN",
            "Physician",
            "orders, infuses"),
    OPERATIONS(
            "operations",
            "unb-0701",
            "unbroken",
            "OPERATIONS",
            "Operations",
            "watches all journeys"),
    AUDITOR(
            "auditor",
            "unb-0801",
            "unbroken",
            "AUDITOR",
            "Auditor",
            "reads everything, changes nothing"),
    ADMINISTRATOR(
            "administrator",
            "unb-0901",
            "unbroken",
            "ADMINISTRATOR",
            "Administrator",
            "keys, quarantine");

    private final String login;
    private final String staffId;
    private final String party;
    private final String role;
    private final String title;
    private final String work;

    DemoUser(String login, String staffId, String party, String role, String title, String work) {
        this.login = login;
        this.staffId = staffId;
        this.party = party;
        this.role = role;
        this.title = title;
        this.work = work;
    }

    String login() {
        return login;
    }

    /// What stands in tokens and events in place of a name.
    String staffId() {
        return staffId;
    }

    String party() {
        return party;
    }

    List<String> roles() {
        return List.of(role);
    }

    String title() {
        return title;
    }

    String work() {
        return work;
    }

    /// Who is meant by a login, or by the staff id of someone who is signed in.
    static Optional<DemoUser> named(String name) {
        return Arrays.stream(values())
                .filter(user -> user.login.equals(name) || user.staffId.equals(name))
                .findFirst();
    }
}
