package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.SignedEvent;
import java.util.ArrayList;
import java.util.List;

/// What was done at the infusion centre.
final class TreatmentBook {

    private final List<Treatment.Dose> lymphodepletion = new ArrayList<>();
    private final List<Treatment.Thaw> thaws = new ArrayList<>();
    private final List<Treatment.Infusion> infusions = new ArrayList<>();

    void lymphodepletion(SignedEvent event, LymphodepletionGiven fact) {
        lymphodepletion.add(
                new Treatment.Dose(
                        fact.agent(),
                        fact.day(),
                        fact.ofDays(),
                        event.event().eventTime(),
                        event.event().id()));
    }

    void thawStarted(SignedEvent event, ThawStarted fact) {
        thaws.add(
                new Treatment.Thaw(fact.material(), event.event().eventTime(), event.event().id()));
    }

    void infused(SignedEvent event, ProductInfused fact) {
        infusions.add(
                new Treatment.Infusion(
                        fact.material(),
                        fact.started(),
                        fact.ended(),
                        fact.millilitres(),
                        event.event().id()));
    }

    Treatment treatment() {
        return new Treatment(
                List.copyOf(lymphodepletion), List.copyOf(thaws), List.copyOf(infusions));
    }
}
