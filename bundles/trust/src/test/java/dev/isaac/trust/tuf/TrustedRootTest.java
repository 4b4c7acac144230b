package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.TestKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The root that trust begins with. */
class TrustedRootTest extends TufClientFixture {

    @Test
    void refusesToBeginWithoutATrustedRoot() {
        store = MetadataStore.folder(folder.resolve("empty"));

        assertRefreshRefused(Kind.NOT_FOUND);
        assertThat(repository.requests).isEmpty();
    }

    @Test
    void refusesATrustedRootThatIsNotSignedByItself() {
        MetadataStore other = MetadataStore.folder(folder.resolve("other"));
        byte[] unsigned = SimulatedRepository.document(repository.of("root"), List.of(TestKey.ed25519()));

        assertRefused(Kind.SIGNATURE, () -> TufClient.init(other, unsigned));
        assertRefused(Kind.MALFORMED, () -> TufClient.init(other, new byte[] {'{', '}'}));
        assertRefused(Kind.LENGTH, () -> TufClient.init(other, new byte[600_000]));
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void holdsTheLengthOfTheTrustedRootToTheByte() throws TrustException {
        int length = repository.root(1).length;

        client(new TufLimits(1, 1, length, 16_384, 16_384, 16_384, false)).refresh();
        assertRefused(Kind.LENGTH, () -> client(new TufLimits(1, 1, length - 1, 16_384, 16_384, 16_384, false))
                .refresh());
    }

    @Test
    void doesNotExchangeATrustedRoot() throws TrustException {
        TufClient.init(store, repository.root(1));

        assertRefused(Kind.MISMATCH, () -> TufClient.init(store, new SimulatedRepository().root(1)));
    }
}
