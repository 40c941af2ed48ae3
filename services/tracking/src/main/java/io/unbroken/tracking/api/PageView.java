package io.unbroken.tracking.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param next the cursor of the next page; null on the last one
record PageView<T>(List<T> items, @Nullable String next) {

    /// The page of at most `limit` items, from one more than that.
    static <S, T> PageView<T> of(
            List<S> found, int limit, Function<S, String> cursor, Function<S, T> view) {
        List<S> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new PageView<>(
                shown.stream().map(view).toList(),
                found.size() > limit ? cursor.apply(shown.getLast()) : null);
    }
}
