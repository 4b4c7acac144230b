package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.util.Optional;

/** A fetcher that is not trusted to keep the limits, and whose failures become ours. */
public final class Source {

    private final Fetcher fetcher;

    /** Over a fetcher. */
    public Source(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** The file, or nothing when the source says that it has none. */
    public Optional<byte[]> find(String path, long maxLength) throws TrustException {
        try {
            byte[] bytes = fetcher.fetch(path, maxLength);
            if (bytes.length > maxLength) {
                throw new TrustException(Kind.LENGTH, path + " is longer than " + maxLength + " bytes");
            }
            return Optional.of(bytes);
        } catch (FetchException e) {
            return switch (e.kind()) {
                case NOT_FOUND -> Optional.empty();
                case TOO_LONG ->
                    throw new TrustException(Kind.LENGTH, path + " is longer than " + maxLength + " bytes", e);
                case UNREACHABLE ->
                    // It names the file already.
                    throw new TrustException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
            };
        }
    }

    /** The file, which a trusted document announces. */
    public byte[] get(String path, long maxLength) throws TrustException {
        return find(path, maxLength)
                .orElseThrow(() -> new TrustException(
                        Kind.MISSING,
                        "the repository has no " + path + ", which it announces",
                        "try again later, or use another mirror"));
    }
}
