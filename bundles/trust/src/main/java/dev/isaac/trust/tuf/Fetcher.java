package dev.isaac.trust.tuf;

import org.osgi.annotation.versioning.ConsumerType;

/** Where files come from: a folder, a web server, an object store. Time-outs are its own business. */
@ConsumerType
@FunctionalInterface
public interface Fetcher {

    /**
     * Reads one whole file.
     *
     * @param path relative, with {@code /} between segments and no leading {@code /}, not encoded except where TUF asks
     *     for it (role names)
     * @param maxLength the longest accepted answer in bytes; reading stops beyond it
     * @throws FetchException when there is no such file, it is longer, or the source does not answer
     */
    byte[] fetch(String path, long maxLength) throws FetchException;
}
