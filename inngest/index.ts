import { checkBooksJob } from './functions/check-books'
import { digestUploads } from './functions/digest-uploads'
import { expireOrdersJob } from './functions/expire-orders'
import { fulfilOrder } from './functions/fulfil-order'
import { notifyPayout } from './functions/notify-payout'
import { notifyPhoto } from './functions/notify-photo'
import { pollPaymentsJob } from './functions/poll-payments'
import { purgeDeletedJob } from './functions/purge-deleted'
import { purgeUploadsJob } from './functions/purge-uploads'
import { releaseRevenuesJob } from './functions/release-revenues'
import { reportOwed } from './functions/report-owed'
import { sendNoticeJob } from './functions/send-notice'
import { settleNoticed } from './functions/settle-noticed'
import { submitPayout } from './functions/submit-payout'
import { sweepOwedJob } from './functions/sweep-owed'

/** Every job the web app serves. The image worker serves its own: see worker.ts. */
export const functions = [
  checkBooksJob,
  digestUploads,
  expireOrdersJob,
  fulfilOrder,
  notifyPayout,
  notifyPhoto,
  pollPaymentsJob,
  purgeDeletedJob,
  purgeUploadsJob,
  releaseRevenuesJob,
  reportOwed,
  sendNoticeJob,
  settleNoticed,
  submitPayout,
  sweepOwedJob,
]
