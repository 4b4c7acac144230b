package dev.isaac.marketplace.internal.transport;

import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;

/** Where files come from, and can be followed as they arrive. */
public interface FollowedFetcher extends Fetcher {

    /**
     * As {@link #fetch(String, long)}, for a file that may take its time.
     *
     * @throws FetchException also when nobody wants the file any more: {@link FetchException.Kind#UNREACHABLE}
     */
    byte[] fetch(String path, long maxLength, Arrival arrival) throws FetchException;
}
