package io.unbroken.schemas.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.schemas.catalogue.SchemaCatalogue;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

final class ReleasedContractsTest {

    private static final String COLLECTION = "collection.events.v1-value";

    @Test
    void every_current_contract_reads_all_that_was_released() {
        for (String subject : SchemaCatalogue.subjects()) {
            List<Releases.Release> released = Releases.of(subject);
            assertThat(released).as(subject).isNotEmpty();
            assertThat(Compatibility.breaches(SchemaCatalogue.current(subject), released))
                    .isEmpty();
        }
    }

    @Test
    void a_field_without_default_is_refused() {
        assertThat(
                        breaches(text ->
                                text.replaceFirst(
                                        "\"fields\" : \\[",
                                        "\"fields\" : [{\"name\":\"more\",\"type\":\"int\"},")))
                .hasSameSizeAs(Releases.of(COLLECTION))
                .allMatch(breach -> breach.contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
    }

    @Test
    void another_type_is_refused() {
        assertThat(
                        breaches(text ->
                                text.replaceFirst(
                                        "\"name\" : \"offsetMinutes\",\\s*\"type\" : \"int\"",
                                        "\"name\" : \"offsetMinutes\", \"type\" : \"string\"")))
                .hasSameSizeAs(Releases.of(COLLECTION))
                .allMatch(breach -> breach.contains("TYPE_MISMATCH"));
    }

    @Test
    void a_symbol_that_is_renamed_is_refused() {
        assertThat(breaches(text -> text.replace("\"APHERESIS\"", "\"LEUKAPHERESIS\"")))
                .anyMatch(breach -> breach.contains("version 1"));
    }

    @Test
    void a_fact_that_is_renamed_is_refused() {
        assertThat(breaches(text -> text.replace("\"Discarded\"", "\"Destroyed\"")))
                .isNotEmpty()
                .allMatch(breach -> breach.contains("MISSING_UNION_BRANCH"));
    }

    @Test
    void a_field_with_a_default_is_accepted() {
        assertThat(
                        breaches(text ->
                                text.replaceFirst(
                                        "\"fields\" : \\[",
                                        "\"fields\" : [{\"name\":\"more\",\"type\":\"int\",\"default\":0},")))
                .isEmpty();
    }

    @Test
    void every_record_field_and_enumeration_is_documented() {
        for (String subject : SchemaCatalogue.subjects()) {
            assertThat(Undocumented.in(SchemaCatalogue.current(subject))).as(subject).isEmpty();
        }
    }

    @Test
    void a_field_without_a_word_or_without_who_sets_it_is_found() {
        Schema bare =
                new Schema.Parser()
                        .parse(
                                """
                                {"type":"record","name":"R","doc":"A record.","fields":[
                                  {"name":"a","type":"int"},
                                  {"name":"b","type":"int","doc":"A number."}]}
                                """);
        assertThat(Undocumented.in(bare)).containsExactly("R.a", "R.b");
    }

    /// What the gate says of the current contract with a planted change.
    private static List<String> breaches(UnaryOperator<String> change) {
        Schema current = SchemaCatalogue.current(COLLECTION);
        String text = ContractFilesTest.text(current);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        return Compatibility.breaches(new Schema.Parser().parse(changed), Releases.of(COLLECTION));
    }
}
