package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifecycleThreadTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final LifecycleThread thread = new LifecycleThread();

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void whoeverBeginsACallMayDoSomethingElseBeforeWaiting() throws Exception {
        CountDownLatch elsewhere = new CountDownLatch(1);
        LifecycleThread.Call<Boolean> call =
                thread.begin(() -> elsewhere.await(LONG.toMillis(), TimeUnit.MILLISECONDS));

        elsewhere.countDown(); // reached only because begin() did not wait

        assertThat(call.await(LONG)).isTrue();
    }

    @Test
    void whatACallThrowsComesWhereItIsAwaited() {
        LifecycleThread.Call<String> call = thread.begin(() -> {
            throw new IOException("full");
        });

        assertThatThrownBy(() -> call.await(LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
    }

    @Test
    void aCallThatIgnoresItsInterruptionIsLeftAloneAndTheNextOneRuns() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        LifecycleThread.Call<String> stuck = thread.begin(() -> {
            while (true) {
                try {
                    release.await();
                    return "at last";
                } catch (InterruptedException e) {
                    // as a plugin that does not care
                }
            }
        });

        assertThatThrownBy(() -> stuck.await(Duration.ofMillis(50)))
                .isInstanceOfSatisfying(LifecycleThread.Overdue.class, overdue -> assertThat(overdue.abandoned())
                        .isTrue());
        assertThat(thread.begin(() -> "next").await(LONG)).isEqualTo("next");
        release.countDown();
    }
}
