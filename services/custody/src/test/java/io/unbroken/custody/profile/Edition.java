package io.unbroken.custody.profile;

import io.unbroken.custody.event.Fact.QcResultReported.Test;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The next edition of a product's rules, in which some are others.
public final class Edition {

    private final ProductProfile base;
    private int version;
    private Instant from;
    private ColdChainRule collected;
    private ColdChainRule product;
    private Set<Test> tests;
    private Optional<Duration> shelfLife;
    private Optional<Duration> longestToManufacture;
    private UseClock use;
    private Duration window;

    private Edition(ProductProfile base) {
        this.base = base;
        this.version = base.version() + 1;
        this.from = base.effectiveFrom();
        this.collected = base.collected();
        this.product = base.product();
        this.tests = base.requiredTests();
        this.shelfLife = base.shelfLife();
        this.longestToManufacture = base.longestToManufacture();
        this.use = base.use();
        this.window = base.confirmationWindow();
    }

    public static Edition after(ProductProfile base) {
        return new Edition(base);
    }

    public Edition numbered(int number) {
        version = number;
        return this;
    }

    public Edition from(Instant instant) {
        from = instant;
        return this;
    }

    public Edition collected(UnaryOperator<ColdChainRule> change) {
        collected = change.apply(collected);
        return this;
    }

    public Edition product(UnaryOperator<ColdChainRule> change) {
        product = change.apply(product);
        return this;
    }

    public Edition tests(Set<Test> required) {
        tests = required;
        return this;
    }

    public Edition shelfLife(Duration longest) {
        shelfLife = Optional.of(longest);
        return this;
    }

    public Edition toManufacture(Duration longest) {
        longestToManufacture = Optional.of(longest);
        return this;
    }

    public Edition use(UseClock.Anchor anchor, Duration longest) {
        use = new UseClock(anchor, longest);
        return this;
    }

    public Edition confirmed(Duration length) {
        window = length;
        return this;
    }

    public ProductProfile profile() {
        return new ProductProfile(
                base.id(),
                version,
                from,
                base.name(),
                base.modality(),
                base.startingMaterials(),
                collected,
                product,
                longestToManufacture,
                tests,
                shelfLife,
                use,
                window);
    }

    /// Both editions.
    public ProductProfiles profiles() {
        return ProductProfiles.of(List.of(base, profile()));
    }
}
