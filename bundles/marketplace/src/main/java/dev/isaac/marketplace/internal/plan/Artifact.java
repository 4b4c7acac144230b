package dev.isaac.marketplace.internal.plan;

import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.registry.Registry;
import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.trust.tuf.TargetFile;

/**
 * What a plan will fetch, pinned by digest when it was planned.
 *
 * @param release the version
 * @param registry where it is
 * @param jar the target with its length and digests
 * @param envelope the author's statement, verified
 * @param signer the key that signed it
 * @param summary one sentence about the plugin; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Artifact(
        Release release, Registry registry, TargetFile jar, byte[] envelope, SignerKey signer, String summary) {}
