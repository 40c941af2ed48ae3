package io.unbroken.benchmarks.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All figures of one run.
///
/// @param about the run: when, where, how large
/// @param figures in the order in which they were measured
/// @param failures what could not be measured, and why
public record Report(Map<String, String> about, List<Figure> figures, List<String> failures) {

    private static final List<String> HEADINGS =
            List.of("figure", "value", "unit", "goal", "", "least … most of the rounds");

    /// One JSON object on one line.
    public String json() {
        var mapper = JsonMapper.builder().build();
        ObjectNode report = mapper.createObjectNode();
        about.forEach(report::put);
        ArrayNode list = report.putArray("figures");
        for (Figure figure : figures) {
            ObjectNode node =
                    list.addObject()
                            .put("name", figure.name())
                            .put("what", figure.what())
                            .put("unit", figure.unit())
                            .put("value", figure.value());
            figure.goal()
                    .ifPresent(goal ->
                            node.put("goal", goal.text())
                                    .put("bound", goal.bound())
                                    .put("met", goal.met(figure.value())));
            ArrayNode rounds = node.putArray("rounds");
            figure.rounds().forEach(rounds::add);
        }
        ArrayNode failed = report.putArray("failures");
        failures.forEach(failed::add);
        return mapper.writeValueAsString(report);
    }

    /// A table for people.
    public String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        figures.forEach(figure -> rows.add(row(figure)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        about.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n');
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                // Numbers stand under each other.
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 1 ? padding + row.get(i) : row.get(i) + padding).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        failures.forEach(failure -> text.append("FAILED ").append(failure).append('\n'));
        return text.toString();
    }

    private static List<String> row(Figure figure) {
        double least = Numbers.percentile(figure.rounds(), 0);
        double most = Numbers.percentile(figure.rounds(), 100);
        return List.of(
                figure.what(),
                Numbers.text(figure.value()),
                figure.unit(),
                figure.goal().map(Goal::text).orElse(""),
                figure.met().map(met -> met ? "met" : "MISSED").orElse(""),
                figure.rounds().size() == 1
                        ? ""
                        : Numbers.text(least) + " … " + Numbers.text(most));
    }
}
