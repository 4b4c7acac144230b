package dev.isaac.signing.internal;

import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisories;
import dev.isaac.trust.advisory.Advisory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warnings that the registry signs. */
public final class AdvisoryEdits {

    /** Adds a warning, or replaces the one of that id. */
    public Edit put(Advisory advisory) {
        return context -> {
            List<Advisory> all = new ArrayList<>(present(context.draft()));
            all.removeIf(one -> one.id().equals(advisory.id()));
            all.add(advisory);
            write(context.draft(), all);
        };
    }

    /** Takes a warning back. */
    public Edit remove(String id) {
        return context -> {
            List<Advisory> all = new ArrayList<>(present(context.draft()));
            if (!all.removeIf(one -> one.id().equals(id))) {
                throw new SigningException(
                        SigningFault.REGISTRY_NOT_FOUND,
                        "there is no advisory '" + id + "'",
                        "registry status lists them");
            }
            write(context.draft(), all);
        };
    }

    static List<Advisory> present(Draft draft) throws TrustException, IOException {
        Optional<byte[]> document = draft.read(Advisories.PATH);
        return document.isPresent() ? Advisories.parse(document.get()).all() : List.of();
    }

    private static void write(Draft draft, List<Advisory> all) {
        draft.put(Advisories.PATH, Advisories.of(all).toBytes());
    }
}
