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
/// @param curves how some things change with others
/// @param failures what could not be measured, and why
public record Report(
        Map<String, String> about,
        List<Figure> figures,
        List<Curve> curves,
        List<String> failures) {

    private static final List<String> HEADINGS =
            List.of("figure", "value", "unit", "goal", "", "least … most of the rounds");

    /// A report without curves.
    public Report(Map<String, String> about, List<Figure> figures, List<String> failures) {
        this(about, figures, List.of(), failures);
    }

    /// One JSON object on one line that has the values of some figures and nothing else.
    ///
    /// @param names of the figures; the value of one that could not be measured is null
    public String values(List<String> names) {
        var mapper = JsonMapper.builder().build();
        ObjectNode values = mapper.createObjectNode();
        names.forEach(values::putNull);
        figures.stream()
                .filter(figure -> names.contains(figure.name()))
                .forEach(figure -> values.put(figure.name(), figure.value()));
        return mapper.writeValueAsString(values);
    }

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
        curves.forEach(curve -> write(curve, report.withArray("/curves").addObject()));
        ArrayNode failed = report.putArray("failures");
        failures.forEach(failed::add);
        return mapper.writeValueAsString(report);
    }

    private static void write(Curve curve, ObjectNode node) {
        node.put("name", curve.name())
                .put("what", curve.what())
                .put("along", curve.along())
                .put("unit", curve.unit());
        ArrayNode points = node.putArray("points");
        curve.points()
                .forEach(point ->
                        points.addObject().put("at", point.at()).put("value", point.value()));
    }

    /// A table for people, and a small one of each curve.
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
        curves.forEach(curve -> text.append(curve.table()));
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
