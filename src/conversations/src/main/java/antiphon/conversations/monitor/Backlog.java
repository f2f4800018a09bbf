package antiphon.conversations.monitor;

import antiphon.call.CallNews;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.VoiceScored;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one supervisor has still to be told. Putting something in never blocks: what does not fit is counted and left out,
 * all but the end of the call. Filled from any thread, emptied by one.
 */
final class Backlog {
    static final int MOST = 500;

    /** Something to be told. */
    sealed interface Item {
        record News(CallNews news) implements Item {}

        /** An answer to a command that was not carried out. */
        record Complaint(String message) implements Item {}

        /** @param count how much was left out before what comes next */
        record Missed(int count) implements Item {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> items = new ArrayDeque<>();
    private boolean ended;

    void add(CallNews news) {
        if (!(news instanceof VoiceScored)) {
            put(new Item.News(news), news instanceof CallEnded);
        }
    }

    void complain(String message) {
        put(new Item.Complaint(message), false);
    }

    /** Nothing more is wanted. */
    void end() {
        lock.lock();
        try {
            ended = true;
            items.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next; null when nothing more is wanted. */
    @Nullable
    Item next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && !ended) {
                changed.await();
            }
            return items.poll();
        } finally {
            lock.unlock();
        }
    }

    /** The note stands where something is missing: behind what still had room. */
    private void noteGap() {
        int before = items.peekLast() instanceof Item.Missed(int count) ? count : 0;
        if (before > 0) {
            items.removeLast();
        }
        items.add(new Item.Missed(before + 1));
    }

    private void put(Item item, boolean inAnyCase) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (items.size() >= MOST && !inAnyCase) {
                noteGap();
                return;
            }
            items.add(item);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
