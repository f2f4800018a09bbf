package antiphon.conversations.record;

import antiphon.testing.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** As where nobody but the desk itself begins transactions: each call has one of its own. */
public final class PostCallsInTransactions extends PostCalls {
    private final Transactions transactions;

    public PostCallsInTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    private <T> T alone(Supplier<T> work) {
        return transactions.fresh(work);
    }

    @Override
    public List<Claim> claim(String worker, int most) {
        return alone(() -> super.claim(worker, most));
    }

    @Override
    public void renew(String worker) {
        alone(() -> {
            super.renew(worker);
            return worker;
        });
    }

    @Override
    public void release(String worker, Collection<String> untouched) {
        alone(() -> {
            super.release(worker, untouched);
            return worker;
        });
    }
}
