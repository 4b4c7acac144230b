package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which keys and signatures count. */
class KeyConformanceTest extends ClientConformance {

    @Test
    void fewerSignaturesThanTheThreshold() throws Exception {
        repository.threshold("snapshot", 3);
        repository.addKey("snapshot");
        repository.addKey("snapshot");
        repository.publish("root", "targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        repository.silence("snapshot");
        repository.publish("targets", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(trusted()).containsEntry("snapshot", 2L);
    }

    @Test
    void fewerKeysThanTheThreshold() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.threshold("snapshot", 6);
        for (int i = 0; i < 4; i++) {
            repository.addKey("snapshot");
        }
        repository.publish("root", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 2 timestamp 2");
    }

    @Test
    void oneKeyManyTimesIsOneKey() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        RepositoryKey key = RepositoryKey.generate();
        for (int i = 0; i < 9; i++) {
            repository.trust("snapshot", key);
        }
        repository.threshold("snapshot", 6);
        repository.publish("root", "snapshot", "timestamp");
        List<Object> signatures = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            signatures.add(key.sign(repository.of("snapshot")));
        }
        repository.publishSigned("snapshot", signatures);

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(trusted()).doesNotContainKey("snapshot");
    }

    @Test
    void oneKeyOfManyNamesIsOneKey() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        RepositoryKey key = repository.signersOf("snapshot").values().iterator().next();
        repository.object("root", "keys").put("another name", key.record());
        Repository.array(repository.role("snapshot").get("keyids")).add("another name");
        repository.threshold("snapshot", 2);
        repository.publish("root", "snapshot", "timestamp");
        Map<String, Object> signature = key.sign(repository.of("snapshot"));
        Map<String, Object> again = new HashMap<>(signature);
        again.put("keyid", "another name");
        repository.publishSigned("snapshot", List.of(signature, again));

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(trusted()).doesNotContainKey("snapshot");
    }

    @Test
    void twoSignaturesOfOneKeyIdAreRefusedAlsoWhereOneIsEnough() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        RepositoryKey key = repository.signersOf("snapshot").values().iterator().next();
        Map<String, Object> signature = key.sign(repository.of("snapshot"));
        repository.publishSigned("snapshot", List.of(signature, signature));

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 1 timestamp 1");
    }

    @ParameterizedTest
    @EnumSource(RepositoryKey.Kind.class)
    void everyKindOfKeyCountsAndOnlyForItsOwnSignature(RepositoryKey.Kind kind) throws Exception {
        assertThat(init()).isEqualTo(DONE);
        RepositoryKey key = repository.addKey("root", RepositoryKey.generate(kind));
        repository.threshold("root", 2);
        repository.publish("root");

        assertThat(refresh()).isEqualTo(DONE);
        assertTrusted("root", repository.root(2));

        // A signature of the right form, over something else.
        repository.publish("root");
        List<Object> signatures = new ArrayList<>();
        repository
                .signersOf("root")
                .values()
                .forEach(signer -> signatures.add(
                        signer == key ? signer.sign(Map.of("something", "else")) : signer.sign(repository.of("root"))));
        repository.publishSigned("root", signatures);

        assertThat(refresh()).isEqualTo(REFUSED);
        assertTrusted("root", repository.root(2));
    }

    @Test
    void wrongAndEmptySignaturesDoNoHarmBesideAGoodOne() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        RepositoryKey first =
                repository.signersOf("timestamp").values().iterator().next();
        RepositoryKey second = repository.addKey("timestamp");
        repository.publish("root");
        for (String wrong : List.of(String.valueOf(first.sign(Map.of()).get("sig")), "", "none")) {
            repository.publish("timestamp");
            repository.publishSigned(
                    "timestamp",
                    List.of(RepositoryKey.signature(first.id(), wrong), second.sign(repository.of("timestamp"))));

            assertThat(refresh()).as(wrong).isEqualTo(DONE);
            assertTrusted("timestamp", repository.latest("timestamp"));
        }
    }

    @Test
    void keysOfAnUnknownKindDoNoHarmBesideAGoodOne() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository
                .object("root", "keys")
                .put(
                        "post-quantum",
                        Map.of("keytype", "ml-dsa", "scheme", "ml-dsa-65/1", "keyval", Map.of("public", "?")));
        Repository.array(repository.role("timestamp").get("keyids")).add("post-quantum");
        repository.publish("root", "timestamp");

        assertThat(refresh()).isEqualTo(DONE);

        assertTrusted("root 2 snapshot 1 targets 1 timestamp 2");
    }
}
